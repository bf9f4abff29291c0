import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { jestExpect } from '@jest/expect';
import { bind } from 'jest-each';
import { ModuleMocker } from 'jest-mock';
import { SnapshotState } from 'jest-snapshot';
import { FreshModules } from './fresh-modules';

type Body = () => unknown;

export interface CollectedTest {
  readonly id: string;
  readonly run: Body;
}

/** The tests of files, which find those of Jest's globals that they use. */
export class CollectedTests {
  private readonly modules = new FreshModules();
  private readonly tests: CollectedTest[] = [];
  private readonly after: Body[] = [];
  private readonly titles: string[] = [];
  private file = '';

  /** @param describing is called with a file while its tests are described: what is made there is of each of its tests. */
  constructor(private readonly describing: (file?: string) => void) {
    const test = (title: string, run: Body) => this.test(title, run);
    const describe = (title: string, body: Body) => this.describe(title, body);
    const mocker = new ModuleMocker(globalThis);
    Object.assign(globalThis, {
      expect: jestExpect,
      test: Object.assign(test, { each: bind(test, false) }),
      describe: Object.assign(describe, { each: bind(describe, false) }),
      afterAll: (run: Body) => this.after.push(run),
      jest: { setTimeout: () => undefined, spyOn: mocker.spyOn.bind(mocker) },
    });
  }

  /** @param only are the ids of the tests that are wanted; all of them without it. */
  public of(file: string, only?: readonly string[]): readonly CollectedTest[] {
    this.file = file;
    this.tests.splice(0);
    try {
      this.modules.load(this.path);
    } catch (error) {
      return [{ id: `${file}:0 loads`, run: () => { throw error; } }];
    }
    return this.tests.filter(({ id }) => !only || only.includes(id));
  }

  public async runAfter(): Promise<void> {
    for (const run of this.after) {
      await run();
    }
  }

  private get path() {
    return join(realpathSync(process.cwd()), this.file);
  }

  private test(title: string, body: Body) {
    const { path } = this;
    const name = [...this.titles, title].join(' ');
    const run = () => {
      const state = { currentTestName: name, testPath: path, snapshotState: snapshotsOf(path) };
      jestExpect.setState(state);
      return body();
    };
    // Two rows of a table may have one title.
    this.tests.push({ id: `${this.file}:${this.tests.length + 1} ${name}`, run });
  }

  private describe(title: string, body: Body) {
    this.titles.push(title);
    this.describing(this.file);
    try {
      body();
    } finally {
      this.titles.pop();
      this.describing(this.titles.length > 0 ? this.file : undefined);
    }
  }
}

function snapshotsOf(path: string): SnapshotState {
  const file = join(dirname(path), '__snapshots__', `${basename(path)}.snap`);
  return new SnapshotState(file, { rootDir: process.cwd(), updateSnapshot: 'none', snapshotFormat: { escapeString: false, printBasicPrototype: false } });
}
