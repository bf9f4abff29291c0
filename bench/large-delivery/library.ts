import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const LIB = join(__dirname, '..', '..', 'lib');

/** A part of the library as its users load it: compiled. Loading its sources would take longer than the pipeline does. */
export function compiled<T>(part: 'blueprint' | 'constructs'): T {
  const file = join(LIB, part, 'index.js');
  if (!existsSync(file)) {
    throw new Error(`${file} must be there, got: no file. Run npx projen compile first.`);
  }
  return createRequire(__filename)(file) as T;
}
