import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PolicyDocument } from './policy-statement';

/** The files of an account that are ours; a person's own files beside them have other names. */
const OURS = /^(\d{12})-\d+\.json$/;

/** What differs between the files in a folder and what they should be. */
export interface FileDifference {
  readonly file: string;
  readonly is: 'missing' | 'different' | 'no longer needed';
}

/** The files that hold these documents, by name. */
export function policyFiles(documents: ReadonlyMap<string, readonly PolicyDocument[]>): Map<string, string> {
  return new Map([...documents].flatMap(([account, policies]) => policies.map((policy, index): [string, string] => (
    [`${account}-${index + 1}.json`, `${JSON.stringify(policy, undefined, 2)}\n`]))));
}

export function differences(folder: string, files: ReadonlyMap<string, string>): FileDifference[] {
  const present = existsSync(folder) ? readdirSync(folder).filter((file) => OURS.test(file)) : [];
  return [...new Set([...files.keys(), ...present])].sort().flatMap((file): FileDifference[] => {
    if (!files.has(file)) {
      return [{ file, is: 'no longer needed' }];
    }
    if (!present.includes(file)) {
      return [{ file, is: 'missing' }];
    }
    return readFileSync(join(folder, file), 'utf8') === files.get(file) ? [] : [{ file, is: 'different' }];
  });
}

/** Writes the files and removes our own that are no longer needed. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  const stale = differences(folder, files).filter(({ is }) => is === 'no longer needed');
  mkdirSync(folder, { recursive: true });
  stale.forEach(({ file }) => rmSync(join(folder, file)));
  files.forEach((text, file) => writeFileSync(join(folder, file), text));
}
