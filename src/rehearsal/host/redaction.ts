/** What is written in place of a secret, as CodeBuild does. */
export const REDACTED = '***';

/** Shorter texts would blot out half a log and protect nothing. */
const SHORTEST = 4;

/**
 * The secrets of a rehearsal. None of them may reach a log, the terminal or a report.
 *
 * CodeBuild masks the exact values only; a rehearsal also masks the lines of a value and its JSON, URL and Base64 forms,
 * because a report is shared more easily than a log in an account.
 */
export class Redaction {
  private readonly _forms = new Set<string>();

  /** Takes a secret, from which moment on it is masked. */
  public add(secret: string): void {
    [secret, ...secret.split(/\r?\n/)].flatMap(formsOf).filter((form) => form.length >= SHORTEST).forEach((form) => this._forms.add(form));
  }

  /** Every text that is masked. The longest come first: one may be a part of another. */
  public get forms(): string[] {
    return [...this._forms].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  }

  public redact(text: string): string {
    const { forms } = this;
    return forms.length === 0 ? text : text.replace(new RegExp(forms.map(escape).join('|'), 'g'), REDACTED);
  }
}

function formsOf(secret: string): string[] {
  const trimmed = secret.trim();
  const base64 = [secret, `${secret}\n`].map((text) => Buffer.from(text).toString('base64'));
  const json = JSON.stringify(trimmed).slice(1, -1);
  return trimmed.length < SHORTEST ? [] : [trimmed, json, encodeForUrl(trimmed), ...base64, ...base64.map((text) => text.replace(/=+$/, ''))];
}

function encodeForUrl(text: string): string {
  // Halves of surrogate pairs have no encoding.
  return encodeURIComponent(Buffer.from(text).toString('utf8'));
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
