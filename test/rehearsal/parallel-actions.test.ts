import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inParallel } from '../../src/rehearsal/host/in-parallel';
import { appsOfThisFile } from '../support/apps';
import { build, said, source, stage, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();
/** Tells the others that it is there and waits for one of them, for five seconds. */
const meet = (own: string, other: string) => [`touch "$HOME/${own}"`, `for i in $(seq 100); do test -e "$HOME/${other}" && exit 0; sleep 0.05; done; exit 1`];

// Within the machine's cores: with one there is nothing to see.
jest.mock('node:os', () => ({ ...jest.requireActual<object>('node:os'), availableParallelism: () => 2 }));

describe('the actions of one run order', () => {
  test('run at the same time', async () => {
    const app = newApp([stage('Source', source()), stage('Build', build('A', meet('a', 'b')), build('B', meet('b', 'a')))]);
    const report = await app.rehearse({ environment: { PATH: process.env.PATH, HOME: app.root } });
    expect(trace(report).slice(1)).toEqual(['Build/A: succeeded', 'Build/B: succeeded']);
    expect(app.lines.filter((line) => /^ {2}✔ Build \/ [AB] {2}/.test(line))).toHaveLength(2);
  });

  test('finish after one of them has failed, and no later one starts', async () => {
    const slow = build('Slow', ['while test ! -e "$HOME/failed"; do sleep 0.05; done', 'touch "$HOME/finished"']);
    const app = newApp([stage('Source', source()), stage('Build', build('Broken', ['touch "$HOME/failed"', 'exit 1']), slow, build('Later', ['true'], { runOrder: 2 }))]);
    const report = await app.rehearse({ environment: { PATH: process.env.PATH, HOME: app.root } });
    expect(trace(report).slice(1)).toEqual(['Build/Broken: failed', 'Build/Slow: succeeded', 'Build/Later: skipped']);
    expect(existsSync(join(app.root, 'finished'))).toBe(true);
  });

  test('never see what a sibling makes', async () => {
    const maker = build('Maker', { phases: {}, artifacts: { files: '**/*' } }, { outputs: ['Made'] });
    const report = await newApp([stage('Source', source()), stage('Build', maker, build('Reader', ['true'], { inputs: ['Made'] }))]).rehearse();
    expect(said(report, 'Reader')).toBe('the input artifact Made is made by no earlier action');
  });
});

test('work in parallel keeps to its limit and to the order of its items', async () => {
  let running = 0;
  let most = 0;
  const results = await inParallel([3, 1, 2, 0], 2, async (item) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, item * 5));
    running--;
    return item;
  });
  expect(results).toEqual([3, 1, 2, 0]);
  expect(most).toBe(2);
});
