import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of `assets/rehearsal`, which ships beside `lib`. */
export function assetPath(name: string): string {
  return join(__dirname, '..', '..', 'assets', 'rehearsal', name);
}

/** A file of `assets/review`: what the review of a release in AWS and a rehearsal have in common. */
export function reviewAsset(name: string): string {
  return join(__dirname, '..', '..', 'assets', 'review', name);
}

/** The version of this package. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as { readonly version: string };
  return version;
}
