import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SIGNALS = [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const;

/**
 * Gives a run of the tests a folder of its own for temporary files and removes it when the run ends, done or interrupted.
 *
 * Apps without a folder, projen and the tools that tests start leave theirs behind. Workers and their programs inherit
 * the variable.
 */
export default function keepTemporaryFilesTogether(): void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'library-tests-')));
  process.env.TMPDIR = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  for (const [signal, code] of SIGNALS) {
    process.once(signal, () => process.exit(code));
  }
}
