import { Token } from 'aws-cdk-lib';
import type { Problems } from '../../../blueprint/private/problems';

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

const REMEDY = 'Whoever may read the task definition reads it: keep it in Secrets Manager or Parameter Store, grant the task role to read it, '
  + 'and pass its name, such as DB_PASSWORD_SECRET_NAME.';

/** Plain settings are stored readable in every task definition for ever, so secrets are refused. Tokens pass. */
export function checkSecrets(problems: Problems, environment: Record<string, string>): void {
  for (const [name, value] of Object.entries(environment)) {
    if (!Token.isUnresolved(value) && looksLikeSecret(name, value)) {
      // Build logs are read by many: the message never repeats the value.
      problems.add(`environment.${name}`, 'must not be a secret', `a value of ${value.length} characters`, REMEDY);
    }
  }
}

function looksLikeSecret(name: string, value: string): boolean {
  return (value !== '' && SECRET_NAME.test(name)) || SECRET_VALUES.some((pattern) => pattern.test(value));
}
