import { Token } from 'aws-cdk-lib';
import type { Problems } from '../../../blueprint/private/problems';
import { looksLikeSecret, withoutSecret } from '../../../blueprint/private/secret-values';

const REMEDY = 'Every visitor can read the settings of a site: leave it out. If it is meant for browsers, start its name with "public".';

/** Everything that a browser gets is public, so that secrets are refused wherever they stand. Tokens pass by their value, not by their name. */
export function checkSettings(problems: Problems, values: Record<string, any> = {}): void {
  visit(problems, 'settings', values);
}

function visit(problems: Problems, place: string, value: any): void {
  if (Token.isUnresolved(value) || typeof value !== 'object' || value === null) {
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    const path = Array.isArray(value) ? `${place}[${key}]` : `${place}.${key}`;
    const text = textOf(member);
    if (text !== undefined && looksLikeSecret(key.startsWith('public') ? '' : inSnakeCase(key), text)) {
      problems.add(path, 'must not be a secret', withoutSecret(text), REMEDY);
    }
    visit(problems, path, member);
  }
}

function textOf(value: unknown): string | undefined {
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}

/** `dbPassword` and `db-password` are names of a secret as `db_password` is. */
function inSnakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/[^A-Za-z0-9]+/g, '_');
}
