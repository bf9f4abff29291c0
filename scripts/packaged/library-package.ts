import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Processes } from './processes';

const ROOT = join(__dirname, '..', '..');

/** Packs the compiled library as it is published, into the folder, and returns the tarball. */
export async function packLibrary(processes: Processes, folder: string): Promise<string> {
  const packed = await pacmak(processes, 'js', folder);
  // The packer puts an `@` into the file's name, which npm takes for a version.
  const tarball = join(folder, 'library.tgz');
  renameSync(packed, tarball);
  return tarball;
}

/** Packs the library's Python wheel into the folder and returns it. */
export async function packWheel(processes: Processes, folder: string): Promise<string> {
  return pacmak(processes, 'python', folder, '.whl');
}

async function pacmak(processes: Processes, target: string, folder: string, ending = ''): Promise<string> {
  rmSync(join(folder, target), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await processes.must('npx', ['jsii-pacmak', '--target', target, '--outdir', folder], { cwd: ROOT });
  const [file] = readdirSync(join(folder, target)).filter((name) => name.endsWith(ending));
  return join(folder, target, file);
}
