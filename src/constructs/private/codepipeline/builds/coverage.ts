import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BuildReport } from '../../../../blueprint';

const SCRIPT = join(__dirname, '..', '..', '..', '..', '..', 'assets', 'builds', 'check-coverage.sh');

/**
 * The command that fails a build whose tests cover too little, if there is a threshold.
 *
 * CodeBuild shows coverage and compares it with nothing. The command is one of the build phase, because those of
 * post_build run after a failed build too.
 */
export function coverageCommand({ format, files, minimumCoverage }: BuildReport): string[] {
  if (minimumCoverage === undefined) {
    return [];
  }
  const script = readFileSync(SCRIPT, 'utf8').trimEnd();
  const patterns = files.map((file) => `'${file}'`).join(' ');
  return [`bash -s -- ${format} ${minimumCoverage} ${patterns} <<'CHECK_COVERAGE'\n${script}\nCHECK_COVERAGE\n`];
}
