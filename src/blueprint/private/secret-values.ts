/** Names of variables that hold a secret itself, and not where it is kept, how long it lasts or the like. */
const SECRET_NAME = /(^|_)(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?)$/i;

/** What credentials of well-known issuers look like, whatever the variable is called. */
const SECRET_VALUES = [
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\bgh[pousr]_[A-Za-z0-9]{36,}/,
  /\bgithub_pat_[A-Za-z0-9_]{22,}/,
  /\bglpat-[A-Za-z0-9_-]{20,}/,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/,
  /\bsk_live_[A-Za-z0-9]{16,}/,
  /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i,
];

/** Whether a plain value should have been kept as a secret. */
export function looksLikeSecret(name: string, value: string): boolean {
  return (value !== '' && SECRET_NAME.test(name)) || SECRET_VALUES.some((pattern) => pattern.test(value));
}

/** What a message says instead of the value: logs are read by many. */
export function withoutSecret(value: string): string {
  return `a value of ${value.length} characters`;
}
