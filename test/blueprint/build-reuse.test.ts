import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { ReusableBuild, REUSE_FOLDER, ReuseCommands } from '../../src/blueprint/private/build-reuse';
import { temporaryFolder } from '../support/delivery';

type Entry = { readonly text: string; readonly isProgram?: boolean } | { readonly target: string };
type Tree = Record<string, Entry>;

const SOURCES: Tree = { 'web/a.ts': { text: 'a' }, 'web/deep/b.ts': { text: 'b' }, 'docs/guide.md': { text: 'g' } };
const BUILD: ReusableBuild = { output: 'out/web', paths: ['web/**'] };

/** A repository whose cache lives as long as itself, and its build. */
class Repository {
  public readonly folder = temporaryFolder();
  public readonly build: ReusableBuild;
  public said = '';

  public constructor(build: Partial<ReusableBuild> = {}) {
    this.build = { ...BUILD, ...build };
  }

  public get store(): string {
    return join(this.folder, REUSE_FOLDER);
  }

  /** The same sources in a fresh copy, as the next build gets them. */
  public checkOut(tree: Tree): this {
    for (const name of readdirSync(this.folder).filter((one) => one !== REUSE_FOLDER)) {
      rmSync(join(this.folder, name), { recursive: true });
    }
    for (const [path, entry] of Object.entries(tree)) {
      const file = join(this.folder, path);
      mkdirSync(dirname(file), { recursive: true });
      if ('target' in entry) {
        symlinkSync(entry.target, file);
      } else {
        writeFileSync(file, entry.text);
        chmodSync(file, entry.isProgram ? 0o755 : 0o644);
      }
    }
    return this;
  }

  /** Builds as CodeBuild does: command after command, to the first that fails. */
  public run(commands: string[] = ['mkdir -p out/web', 'echo made > out/web/page'], definition = 'd', shell = 'bash'): 'ran' | 'reused' | 'failed' {
    const reuse = new ReuseCommands(this.build);
    const script = ['set -e', reuse.take, ...reuse.unlessTaken(['echo "the commands run"', ...commands]), reuse.keep].join('\n');
    const environment = {
      ...{ PATH: process.env.PATH!, SHLVL: '1', CODEBUILD_SRC_DIR: this.folder },
      ...{ CODEBUILD_BUILD_ID: 'web:1', CODEBUILD_RESOLVED_SOURCE_VERSION: 'abc', BUILD_DEFINITION: definition },
    };
    const { status, stdout, stderr } = spawnSync(shell, ['-c', script], { cwd: this.folder, env: environment, encoding: 'utf8' });
    this.said = stdout + stderr;
    return status !== 0 ? 'failed' : stdout.includes('the commands run') ? 'ran' : 'reused';
  }
}

describe('P2: a build whose paths did not change', () => {
  test.each(['bash', 'sh'])('takes its last output in %s, and says whose it is', (shell) => {
    const repository = new Repository().checkOut(SOURCES);
    expect(repository.run(['# a comment', 'mkdir -p out/web', 'cat > out/web/page <<EOF\nmade\nEOF\n'], 'd', shell)).toBe('ran');
    expect(repository.said).toContain('Reuse: nothing is kept of the same: the build runs.');
    expect(repository.checkOut({ ...SOURCES, 'docs/guide.md': { text: 'changed' } }).run(['false'], 'd', shell)).toBe('reused');
    expect(repository.said.trim()).toBe('Reuse: nothing has changed that the build depends on: no command runs, out/web is the one of build web:1, commit abc.');
    expect(readFileSync(join(repository.folder, 'out/web/page'), 'utf8')).toBe('made\n');
    expect(repository.checkOut(SOURCES).run(['false'], 'd', shell)).toBe('reused');
  });

  test.each<[string, Tree]>([
    ['changed', { ...SOURCES, 'web/a.ts': { text: 'A' } }],
    ['added', { ...SOURCES, 'web/c.ts': { text: '' } }],
    ['removed', { 'web/a.ts': SOURCES['web/a.ts'] }],
    ['renamed', { 'web/a.ts': SOURCES['web/a.ts'], 'web/deep/c.ts': SOURCES['web/deep/b.ts'] }],
    ['made executable', { ...SOURCES, 'web/a.ts': { text: 'a', isProgram: true } }],
    ['replaced by a link', { ...SOURCES, 'web/a.ts': { target: '../docs/guide.md' } }],
  ])('builds when a file is %s', (_, changed) => {
    const repository = new Repository().checkOut(SOURCES);
    repository.run();
    expect(repository.checkOut(changed).run()).toBe('ran');
  });

  test('builds when its definition is another one', () => {
    const repository = new Repository().checkOut(SOURCES);
    repository.run(undefined, 'one');
    expect(repository.checkOut(SOURCES).run(undefined, 'two')).toBe('ran');
  });

  test('builds when its buildspec in the repository is another one', () => {
    const repository = new Repository({ buildspec: 'ci/web.yml' }).checkOut({ ...SOURCES, 'ci/web.yml': { text: 'one' } });
    repository.run();
    expect(repository.checkOut({ ...SOURCES, 'ci/web.yml': { text: 'two' } }).run()).toBe('ran');
  });

  test('is not confused by what a cache brings', () => {
    const repository = new Repository({ cachePaths: ['web/modules/**/*', '/root/.npm/**'] }).checkOut(SOURCES);
    repository.run();
    expect(repository.checkOut({ ...SOURCES, 'web/modules/x/y.js': { text: 'x' } }).run()).toBe('reused');
  });

  test('takes the same tree over: programs, names with spaces, and what links lead to', () => {
    const repository = new Repository().checkOut(SOURCES);
    repository.run(['mkdir -p "out/web/a b" other', 'echo made > other/file', 'ln -s ../../../other/file "out/web/a b/link"', 'echo p > out/web/-p; chmod +x out/web/-p', 'ln -s "a b" out/web/folder']);
    const before = treeOf(join(repository.folder, 'out'));
    expect(repository.checkOut(SOURCES).run()).toBe('reused');
    expect(treeOf(join(repository.folder, 'out'))).toEqual({
      ...before, 'web/a b/link': { text: 'made\n', isProgram: false }, 'web/folder/link': { text: 'made\n', isProgram: false }, 'web/folder': undefined,
    });
  });

  test('brings its reports along', () => {
    const repository = new Repository({ reports: ['reports/**/*.xml', 'none/*.xml'] }).checkOut(SOURCES);
    repository.run(['mkdir -p out/web "reports/deep one"', 'touch out/web/page', 'echo tests > "reports/deep one/junit.xml"', 'echo not > reports/other.txt']);
    repository.checkOut(SOURCES).run();
    expect(treeOf(join(repository.folder, 'reports'))).toEqual({ 'deep one/junit.xml': { text: 'tests\n', isProgram: false } });
  });
});

describe('P2: an output is not taken', () => {
  test('from a build that failed, whatever it has written', () => {
    const repository = new Repository().checkOut(SOURCES);
    expect(repository.run(['mkdir -p out/web', 'touch out/web/page', 'false'])).toBe('failed');
    expect(repository.checkOut(SOURCES).run()).toBe('ran');
  });

  test('from a build that has made none', () => {
    const repository = new Repository().checkOut(SOURCES);
    repository.run([]);
    expect(existsSync(repository.store)).toBe(false);
    expect(repository.checkOut(SOURCES).run()).toBe('ran');
  });

  test('if a link in it leads nowhere, which no archive can follow', () => {
    const repository = new Repository().checkOut(SOURCES);
    expect(repository.run(['mkdir -p out/web', 'ln -s nowhere out/web/link'])).toBe('ran');
    expect(repository.said).toContain('Reuse: out/web cannot be kept: the next build runs.');
    expect(repository.checkOut(SOURCES).run()).toBe('ran');
  });

  test('by a pipeline that does not know of paths yet', () => {
    const repository = new Repository().checkOut(SOURCES);
    expect([repository.run(undefined, ''), repository.checkOut(SOURCES).run(undefined, '')]).toEqual(['ran', 'ran']);
    expect(repository.said).toContain('Reuse: the pipeline does not know of paths yet: the build runs.');
  });

  test('if a pattern matches no file, whose change nobody would see', () => {
    const repository = new Repository({ paths: ['web/**', 'shred/**'] }).checkOut(SOURCES);
    expect([repository.run(), repository.checkOut(SOURCES).run()]).toEqual(['ran', 'ran']);
    expect(repository.said).toContain('Reuse: no file matches shred/**, whose change could not be seen: the build runs. Correct its paths in pipeline.json.');
  });

  test.each<[string, (archive: string) => void]>([
    ['half of it was kept', (archive) => writeFileSync(archive, readFileSync(archive).subarray(0, 5000))],
    ['the archive is missing', (archive) => rmSync(archive)],
    ['its description is missing', (archive) => rmSync(archive.replace('.tar', ''))],
    ['its description is cut off', (archive) => writeFileSync(archive.replace('.tar', ''), readFileSync(archive.replace('.tar', '')).subarray(0, 70))],
    ['it is older than 30 days', (archive) => {
      const about = archive.replace('.tar', '');
      writeFileSync(about, readFileSync(about, 'utf8').replace(/^\d{10}$/m, (time) => String(Number(time) - 30 * 24 * 3600 - 1)));
    }],
  ])('if %s', (_, damage) => {
    const repository = new Repository().checkOut(SOURCES);
    repository.run();
    damage(join(repository.store, readdirSync(repository.store).find((name) => name.endsWith('.tar'))!));
    expect(repository.checkOut(SOURCES).run()).toBe('ran');
    expect(repository.checkOut(SOURCES).run()).toBe('reused');
  });
});

describe('P2: what a build is compared by', () => {
  const name = fc.constantFrom('a', 'a b', '-f', 'line\nbreak', '\\x', '$(touch no)', '*', 'ü', '.hidden', '\'q\'', 'x\n', '@');
  const path = fc.tuple(fc.constantFrom('web/', 'web/deep/', 'docs/'), name).map(([folder, file]) => `${folder}${file}`);
  const entry: fc.Arbitrary<Entry> = fc.oneof(
    fc.record({ text: fc.constantFrom('', 'a', 'a\n', 'b'), isProgram: fc.boolean() }),
    fc.record({ target: fc.constantFrom('a', 'a\n', 'web/a', 'nowhere') }),
  );
  const tree = fc.dictionary(path, entry, { maxKeys: 5 }).map((entries): Tree => ({ 'web/first': { text: '1' }, ...entries }));
  const change = fc.tuple(path, fc.option(entry, { nil: undefined }));
  const seen = (files: Tree) => Object.entries(files).filter(([file]) => file.startsWith('web/')).sort(([one], [other]) => (one < other ? -1 : 1));

  test('is every file of its paths with name, content, executable bit and target, and nothing else', () => {
    let reused = 0;
    fc.assert(fc.property(tree, fc.array(change, { maxLength: 2 }), (before, changes) => {
      const after = { ...before };
      for (const [file, value] of changes) {
        delete after[file];
        if (value) {
          after[file] = value;
        }
      }
      const repository = new Repository().checkOut(before);
      expect(repository.run()).toBe('ran');
      const isSame = JSON.stringify(seen(before)) === JSON.stringify(seen(after));
      expect(repository.checkOut(after).run()).toBe(isSame ? 'reused' : 'ran');
      reused += isSame ? 1 : 0;
    }), { numRuns: 30 });
    expect(reused).toBeGreaterThan(3);
  }, 60_000);

  test('is not the time of a file', () => {
    const repository = new Repository().checkOut(SOURCES);
    repository.run();
    repository.checkOut(SOURCES);
    utimesSync(join(repository.folder, 'web/a.ts'), 1, 1);
    expect(repository.run()).toBe('reused');
  });
});

test('the script can stand between single quotes', () => {
  expect(readFileSync(join(__dirname, '../../assets/builds/reuse.sh'), 'utf8')).not.toContain('\'');
});

function treeOf(folder: string): Record<string, unknown> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(paths.map((path) => [path, lstatSync(join(folder, path))] as const).filter(([, stats]) => !stats.isDirectory())
    .map(([path, stats]) => [path, stats.isSymbolicLink()
      ? { target: readlinkSync(join(folder, path)) }
      : { text: readFileSync(join(folder, path), 'utf8'), isProgram: stats.mode.toString(8).endsWith('755') }]));
}
