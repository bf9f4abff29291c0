import { Project } from 'projen';
import { PipelineBlueprint } from '../../src';
import { DeliveryWorkflow } from '../../src/projen';
import { exampleDocument } from '../support/blueprints';
import { TestRepository } from '../support/repositories';

interface Job {
  needs?: string[];
  permissions: Record<string, string>;
  environment?: { name: string };
  steps: { uses?: string; run?: string; with?: Record<string, unknown>; env?: Record<string, string> }[];
}

const check = { name: 'smoke', commands: ['curl --fail "$API_URL/health"'], outputs: { API_URL: 'api.Url' } };
const document = exampleDocument({
  environments: [
    { name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'development', checks: [check] },
    { name: 'prod', account: '333333333333', regions: ['us-east-1'], profile: 'production' },
  ],
  builds: [{ name: 'backend' }, { name: 'frontend', output: 'frontend/dist' }],
});

function synth(content: Record<string, unknown> = document, tasks = ['build:backend', 'build:frontend']): TestRepository {
  const repository = TestRepository.create();
  const project = new Project({ name: 'test', outdir: repository.directory });
  tasks.forEach((name) => project.addTask(name));
  new DeliveryWorkflow(project, { blueprint: PipelineBlueprint.fromJson(JSON.stringify(content)) });
  project.synth();
  return repository;
}

const MAIN = '.github/workflows/deliver-main.yml';
let repository: TestRepository;
let jobs: Record<string, Job>;

beforeAll(() => {
  repository = synth();
  ({ jobs } = repository.yaml(MAIN));
});
afterAll(() => TestRepository.removeAll());

function steps(): Job['steps'] {
  return Object.values(jobs).flatMap((job) => job.steps);
}

describe('P1: branches', () => {
  test('each has a workflow, started by its pushes', () => {
    const mapped = synth({ ...document, branches: { 'release/1.x': ['beta'], 'main': ['prod'] } });
    expect(mapped.files.filter((file) => file.startsWith('.github/'))).toEqual([MAIN, '.github/workflows/deliver-release-1-x.yml']);
    expect(mapped.yaml('.github/workflows/deliver-release-1-x.yml').on).toEqual({ push: { branches: ['release/1.x'] } });
  });

  test('that would write the same file are refused', () => {
    expect(() => synth({ ...document, branches: { 'a/b': ['beta'], 'a-b': ['prod'] } })).toThrow('branches must differ in letters or digits, got: two branches that write deliver-a-b.yml.');
  });
});

describe('J4: jobs', () => {
  test('follow each other as the blueprint says', () => {
    expect(Object.entries(jobs).map(([id, job]) => [id, job.needs])).toEqual([
      ['build_backend', undefined], ['build_frontend', undefined],
      ['synth', ['build_backend', 'build_frontend']],
      ['assets', ['synth']],
      ['deploy_beta', ['assets']], ['check_beta_smoke', ['deploy_beta']],
      ['deploy_prod', ['check_beta_smoke']],
    ]);
  });

  test('run tasks that work on a laptop, and beside them only install and pack', () => {
    const known = /^(npm ci|npx projen \S+( --(environment|check) [a-z0-9-]+)*|tar --(create|extract) --file \S+\.tar( \S+)?)$/;
    expect(steps().flatMap(({ run }) => run ?? []).filter((run) => !known.test(run))).toEqual([]);
    const { tasks } = repository.json('.projen/tasks.json');
    const called = steps().flatMap(({ run }) => /^npx projen (\S+)/.exec(run ?? '')?.[1] ?? []);
    expect(called.filter((name) => name !== 'synth:silent' && !(name in tasks))).toEqual([]);
  });

  test('a build hands its output on to the synth as it is, hidden files and permissions included', () => {
    expect(jobs.build_frontend.steps.slice(-2)).toMatchObject([{ run: 'tar --create --file build-frontend.tar frontend/dist' }, { with: { name: 'build-frontend', path: 'build-frontend.tar' } }]);
    expect(jobs.synth.steps).toEqual(expect.arrayContaining([expect.objectContaining({ run: 'tar --extract --file build-frontend.tar' })]));
  });

  test('a newer run waits and takes the place of one that waits; a deployment is never broken off', () => {
    expect(repository.yaml(MAIN).concurrency).toEqual({ 'group': 'deliver-main', 'cancel-in-progress': false });
  });

  test('an environment with an approval is entered only if GitHub has asked a reviewer', () => {
    expect(jobs.deploy_prod.environment).toEqual({ name: 'prod' });
    const runs = (job: Job) => job.steps.flatMap(({ run }) => run ?? []).filter((run) => run.includes('deliver:'));
    expect(runs(jobs.deploy_prod)).toEqual(['npx projen deliver:approval --environment prod', 'npx projen deliver:deploy --environment prod']);
    expect(runs(jobs.deploy_beta)).toEqual(['npx projen deliver:deploy --environment beta']);
  });
});

describe('J5: hardening', () => {
  test('every action is pinned to a commit, and a comment names its version', () => {
    const uses = repository.read(MAIN).split('\n').filter((line) => line.includes('uses:'));
    expect(uses.length).toBeGreaterThan(20);
    expect(uses.filter((line) => !/uses: \S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  test('the workflow itself may nothing, each job what it needs', () => {
    expect(repository.yaml(MAIN).permissions).toEqual({});
    const READ = { contents: 'read' };
    const OIDC = { 'contents': 'read', 'id-token': 'write' };
    expect(Object.fromEntries(Object.entries(jobs).map(([id, job]) => [id, job.permissions]))).toEqual({
      build_backend: READ, build_frontend: READ, synth: READ, assets: OIDC, deploy_beta: OIDC, check_beta_smoke: READ, deploy_prod: { ...OIDC, actions: 'read' },
    });
  });

  test('only a push starts it: no pull request, above all no pull_request_target', () => {
    expect(Object.keys(repository.yaml(MAIN).on)).toEqual(['push']);
  });

  test('there are no keys: roles come from variables, and no secret is read', () => {
    const roles = steps().filter((step) => step.uses?.startsWith('aws-actions/')).map((step) => step.with);
    expect(roles).toEqual([
      { 'role-to-assume': '${{ vars.AWS_PUBLISH_ROLE_ARN }}', 'aws-region': 'eu-west-1' },
      { 'role-to-assume': '${{ vars.AWS_DEPLOY_ROLE_ARN }}', 'aws-region': 'eu-west-1' },
      { 'role-to-assume': '${{ vars.AWS_DEPLOY_ROLE_ARN }}', 'aws-region': 'us-east-1' },
    ]);
    expect(repository.read(MAIN)).not.toMatch(/secrets\.|AWS_(SECRET_)?ACCESS_KEY/);
  });

  test('no expression reaches a shell', () => {
    expect(steps().filter(({ run }) => run?.includes('${{'))).toEqual([]);
  });

  test('every checkout leaves no credentials behind', () => {
    const checkouts = steps().filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts).toHaveLength(Object.keys(jobs).length);
    expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
  });
});

test('the deployment tool is an exact version of the project', () => {
  expect(repository.json('.projen/deps.json').dependencies).toContainEqual({ name: 'cdk-assets', type: 'build', version: '4.7.3' });
});

test('a build that only CodeBuild could execute is refused with the remedy', () => {
  expect(() => synth(document, ['build:backend'])).toThrow('builds must have a task each, got: frontend. CodeBuild alone executes frontend/buildspec.yml. Write project.addTask(\'build:frontend\', …) in .projenrc.ts.');
});

test('P11: a workflow of 40 environments with two checks each stays below GitHub\'s limit of 512 KB', () => {
  const environments = Array.from({ length: 40 }, (_, index) => ({
    name: `environment-${index}`, account: '222222222222', regions: ['eu-west-1'], profile: 'production', checks: ['smoke', 'load'].map((name) => ({ name, commands: ['true'] })),
  }));
  expect(Buffer.byteLength(synth(exampleDocument({ environments }), []).read(MAIN))).toBeLessThan(512 * 1024);
});
