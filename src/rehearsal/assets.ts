import { join } from 'node:path';

/** A file of `assets/rehearsal`, which ships beside `lib`. */
export function assetPath(name: string): string {
  return join(__dirname, '..', '..', 'assets', 'rehearsal', name);
}
