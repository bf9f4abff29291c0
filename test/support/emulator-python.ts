import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Processes } from '../../scripts/packaged/processes';

const ROOT = join(__dirname, '..', '..');
const REQUIREMENTS = join(ROOT, 'test', 'emulator', 'requirements.txt');

/** A Python with the packages of the emulator, installed once for each content of `requirements.txt`. */
export async function emulatorPython(processes: Processes): Promise<string> {
  const version = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 16);
  const environment = join(ROOT, '.emulator', version);
  if (!existsSync(environment)) {
    await install(processes, environment);
  }
  return join(environment, 'bin', 'python');
}

/** Test files run at the same time, so that the environment appears under its name only when it is whole. */
async function install(processes: Processes, environment: string): Promise<void> {
  const draft = `${environment}.${process.pid}`;
  try {
    await processes.must('python3', ['-m', 'venv', draft]);
    await processes.must(join(draft, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', REQUIREMENTS]);
    renameSync(draft, environment);
  } catch (error) {
    if (!existsSync(environment)) {
      throw error;
    }
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
