import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { templatesOf, Workshop } from './support';
import { packLibrary } from '../../scripts/packaged/library-package';
import { LoopbackRegistry } from '../../scripts/packaged/loopback-registry';
import { ScaffoldedProject } from '../../scripts/packaged/scaffolded-project';
import type { RehearsalReport } from '../../src/rehearsal/report/report';

const MINUTES = 60_000;
const workshop = new Workshop();
let project: ScaffoldedProject;
let registry: LoopbackRegistry;

beforeAll(async () => {
  registry = await LoopbackRegistry.start(workshop.processes, workshop.path('registry'));
  await registry.publish(await packLibrary(workshop.processes, workshop.path('package')));
  project = await ScaffoldedProject.create(workshop.processes, registry, workshop.path('orders'));
}, 10 * MINUTES);

afterAll(() => workshop.close());

const file = (path: string) => join(project.folder, path);
const read = (path: string) => readFileSync(file(path), 'utf8');

/** Changes a file of the user's for one test. */
async function withChange<T>(path: string, change: (text: string) => string, work: () => Promise<T>): Promise<T> {
  const before = read(path);
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(file(path), after);
  try {
    return await work();
  } finally {
    writeFileSync(file(path), before);
  }
}

interface ReportedAction { stage: string; action: string; status: string; reasons: readonly string[] }

async function rehearse(...args: string[]): Promise<{ code: number; output: string; actions: ReportedAction[] }> {
  const { code, output } = await project.projen('rehearse', ...args);
  return { code, output, actions: reportedActions() };
}

/** The actions of the last rehearsal, after the pipeline's last restart. */
function reportedActions(): ReportedAction[] {
  const report = JSON.parse(read('.rehearsal/report.json')) as RehearsalReport;
  return report.executions.at(-1)!.stages.flatMap((stage) =>
    stage.actions.map(({ name, status, reasons }) => ({ stage: stage.name, action: name, status, reasons })));
}

/** What the last rehearsal said about the release of the site where it was deployed. */
function noticesOfReleases(): string[] {
  const report = JSON.parse(read('.rehearsal/report.json')) as RehearsalReport;
  return report.executions.at(-1)!.stages.flatMap(({ actions }) => actions.flatMap(({ remarks }) => remarks.filter((remark) => /^Release [0-9a-f]{16}: /.test(remark))));
}

const trackedState = async () => (await project.run('git', ['status', '--porcelain'])).output;

test('J1: the scaffolded project builds without an edit', async () => {
  const { code, output } = await project.projen('build');
  expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
}, 10 * MINUTES);

test('J1: generating again changes nothing, and nothing of the user\'s is overwritten', async () => {
  writeFileSync(file('frontend/src/notes.txt'), 'mine');
  await withChange('backend/app/main.py', (text) => `${text}\n# mine\n`, async () => {
    const before = await trackedState();
    for (const _ of [1, 2]) {
      expect((await project.run('npx', ['projen'])).code).toBe(0);
    }
    expect(await trackedState()).toBe(before);
    expect(read('backend/app/main.py')).toContain('# mine');
    expect(read('frontend/src/notes.txt')).toBe('mine');
  });
}, 5 * MINUTES);

test('R1: the rehearsal goes from the source to production; what it cannot execute here is listed with the reason', async () => {
  const { code, output, actions } = await rehearse('--approve-all');
  expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
  expect(actions.map(({ stage, action, status }) => `${stage}/${action}: ${status}`)).toEqual([
    'Source/Source: succeeded',
    'Build/backend: succeeded', 'Build/backend-image: notExecuted', 'Build/frontend: succeeded', 'Build/Synth: succeeded',
    'UpdatePipeline.Review/Summary: succeeded', 'UpdatePipeline.Approve/Approve: skipped', 'UpdatePipeline/SelfMutate: succeeded',
    'Assets/FileAssets: notExecuted', 'Images/Promote: notExecuted',
    'beta/beta-api.beta-orders-api.Deploy: succeeded', 'beta/beta-web.beta-orders-web.Deploy: succeeded', 'beta/smoke: notExecuted',
    'prod.Review/prod-api.prod-orders-api.Prepare: succeeded', 'prod.Review/Summary: succeeded',
    'prod.Approve/Approve: succeeded',
    'prod/prod-api.prod-orders-api.Prepare: succeeded', 'prod/AsReviewed: succeeded', 'prod/prod-api.prod-orders-api.Deploy: succeeded', 'prod/prod-web.prod-orders-web-global.Deploy: succeeded',
    'prod/prod-web.prod-orders-web.Deploy: succeeded', 'prod/prod-web.prod-orders-web-alarms.Deploy: succeeded', 'prod/smoke: notExecuted', 'prod/Bake: succeeded',
  ]);
  for (const action of actions.filter(({ status }) => status === 'notExecuted')) {
    expect(action.reasons.join(' ')).toMatch(/AWS|stack output|Docker/);
  }
  const [beta, prod] = noticesOfReleases();
  expect(beta).toMatch(/Release [0-9a-f]{16}: all visitors get it once it is uploaded and answers/);
  expect(prod).toMatch(/Release [0-9a-f]{16}: rollout steps, 10 % for 10 minutes, then 50 % for 10 minutes, then 100 % with a bake of 30 minutes/);
}, 10 * MINUTES);

test('R3: production is not reached while its approval is withheld, and S4: what was built again from the same commit is the same release', async () => {
  const [release] = noticesOfReleases();
  const { code, actions } = await rehearse();
  expect(code).toBe(1);
  expect(noticesOfReleases()).toEqual([release]);
  const prod = actions.filter(({ stage }) => ['prod.Approve', 'prod'].includes(stage));
  expect(prod.length).toBeGreaterThan(1);
  expect(prod.filter(({ status }) => status === 'succeeded')).toEqual([]);
}, 10 * MINUTES);

test.each([
  ['backend', 'backend/tests/test_main.py', (text: string) => `${text}\n\ndef test_that_is_broken() -> None:\n    assert False\n`],
  ['frontend', 'frontend/src/app.test.tsx', (text: string) => `${text}\nit('is broken', () => { expect(1).toBe(2); });\n`],
])('J2: a broken test of the %s fails that build and nothing is deployed', async (build, path, change) => {
  await withChange(path, change, async () => {
    const { code, actions } = await rehearse('--approve-all');
    expect(code).toBe(1);
    expect(actions.filter(({ status }) => status === 'failed').map(({ action }) => action)).toEqual([build]);
    expect(actions.filter(({ stage, status }) => !['Source', 'Build'].includes(stage) && status !== 'skipped')).toEqual([]);
  });
}, 10 * MINUTES);

describe('DESIGN 16: a pipeline grows', () => {
  const withoutFrontend = (text: string) => {
    const document = JSON.parse(text) as { builds: { name: string }[] };
    return JSON.stringify({ ...document, builds: document.builds.filter(({ name }) => name !== 'frontend') }, undefined, 2);
  };

  test('the commit that adds a build goes through the old pipeline, updates it and is delivered with the build\'s output', async () => {
    await withChange('pipeline.json', withoutFrontend, async () => {
      expect((await project.run('npx', ['cdk', 'synth', '--quiet', '--output', 'old.out'])).code).toBe(0);
    });
    const { code, output } = await project.run('npx', ['cdk-multi-account-pipeline', 'rehearse', '--app', 'old.out', '--approve-all']);
    expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
    expect(output).toMatch(/restart/i);
    const actions = reportedActions();
    expect(actions).toContainEqual(expect.objectContaining({ stage: 'Build', action: 'frontend', status: 'succeeded' }));
  }, 10 * MINUTES);

  test('a run that still holds a placeholder fails before anything is published', async () => {
    await withChange('src/delivery.ts', (text) => text.replace('frontend/dist', 'frontend/nowhere'), async () => {
      const { code, output, actions } = await rehearse('--approve-all');
      expect(code).toBe(1);
      expect(output).toContain('Nothing was published.');
      expect(actions.filter(({ status }) => status === 'failed').map(({ stage, action }) => `${stage}/${action}`)).toEqual(['Assets/FileAssets']);
      expect(actions.filter(({ stage, status }) => ['beta', 'prod'].includes(stage) && status !== 'skipped')).toEqual([]);
    });
  }, 10 * MINUTES);
});

test('every template is free of errors under cfn-lint', async () => {
  expect((await project.projen('synth')).code).toBe(0);
  const { processes } = workshop;
  await processes.must('python3', ['-m', 'venv', workshop.path('lint')]);
  await processes.must(workshop.path('lint', 'bin', 'pip'), ['install', '--quiet', 'cfn-lint==1.58.0']);
  const templates = Object.keys(templatesOf(file('cdk.out'))).map((path) => file(join('cdk.out', path)));
  expect(templates.length).toBeGreaterThanOrEqual(5);
  // W3005 reports a DependsOn that is implied by a reference, which CDK writes and CloudFormation does not mind.
  const { code, output } = await processes.run(workshop.path('lint', 'bin', 'cfn-lint'), ['--ignore-checks', 'W3005', '--', ...templates]);
  expect({ code, output }).toEqual({ code: 0, output: '' });
}, 10 * MINUTES);

test('nothing that was installed by the project itself is committed, and no file names the registry it came from', async () => {
  const tracked = (await project.run('git', ['ls-files'])).output.trim().split('\n');
  expect(tracked.filter((path) => /node_modules|\.venv|cdk\.out|\.rehearsal/.test(path))).toEqual([]);
  const naming = tracked.filter((path) => path !== 'package-lock.json' && read(path).includes(registry.url));
  expect(naming).toEqual([]);
});
