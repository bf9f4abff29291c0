import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT, Workshop } from './support';

const FRONTEND = join(ROOT, 'sample', 'frontend');
const SECOND_PAGE = join(__dirname, 'visited-site');
const PACKAGES = ['react', 'react-dom', 'vite', 'vitest', '@vitejs'];

/** The sample's frontend with a second page, built in a folder of the test, and its releases in the folder of a bucket. */
export class BuiltSite {
  public readonly bucket: string;
  private readonly source: string;

  public constructor(private readonly workshop: Workshop) {
    this.bucket = workshop.path('bucket');
    this.source = workshop.path('frontend');
    cpSync(FRONTEND, this.source, { recursive: true, filter: (path) => !/node_modules|dist$/.test(path.slice(FRONTEND.length)) });
    cpSync(join(SECOND_PAGE, 'main.jsx'), join(this.source, 'src', 'main.tsx'));
    cpSync(join(SECOND_PAGE, 'about.jsx'), join(this.source, 'src', 'about.jsx'));
    mkdirSync(join(this.source, 'node_modules'));
    for (const name of PACKAGES) {
      symlinkSync(join(ROOT, 'node_modules', name), join(this.source, 'node_modules', name));
    }
  }

  /** @returns the folder of the files */
  public async build(name: string): Promise<string> {
    const folder = this.workshop.path(`dist ${name}`);
    await this.workshop.processes.must(process.execPath, [join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--outDir', folder], {
      cwd: this.source, env: { ...process.env, NODE_ENV: 'production', VITE_RELEASE: name },
    });
    return folder;
  }

  /** Puts files with settings into the bucket. @returns the id of the release */
  public publish(files: string, settings: object): string {
    const text = JSON.stringify(settings);
    const hash = createHash('sha256');
    const entries = readdirSync(files, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    entries.map((entry) => join(entry.parentPath, entry.name)).sort().forEach((path) => hash.update(readFileSync(path)));
    const release = hash.update(text).digest('hex').slice(0, 16);
    const folder = join(this.bucket, 'releases', release);
    mkdirSync(dirname(folder), { recursive: true });
    cpSync(files, folder, { recursive: true });
    writeFileSync(join(folder, 'config.json'), text);
    return release;
  }
}
