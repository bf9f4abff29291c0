import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Processes } from '../../scripts/packaged/processes';

export const ROOT = join(__dirname, '..', '..');

/** Versions that the consumers install: those that the library itself is built with. */
export function developedWith(name: string): string {
  return (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> }).devDependencies[name];
}

/** The processes and the folder of one test file; both are gone when it ends. */
export class Workshop {
  public readonly processes = new Processes();
  public readonly folder = mkdtempSync(join(tmpdir(), 'packaged-'));

  public close(): void {
    this.processes.stopAll();
    rmSync(this.folder, { recursive: true, force: true });
  }

  public path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }
}

/** Every template of a cloud assembly and the assemblies in it: path below the folder to content. */
export function templatesOf(folder: string, below = ''): Record<string, string> {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  return Object.assign({}, ...entries.map((entry) => {
    const path = join(below, entry.name);
    if (entry.isDirectory() && entry.name.startsWith('assembly-')) {
      return templatesOf(join(folder, entry.name), path);
    }
    return entry.name.endsWith('.template.json') ? { [path]: readFileSync(join(folder, entry.name), 'utf8') } : {};
  }));
}
