import { readFileSync } from 'node:fs';
import { toolchain } from '../../projenrc/toolchain';
import { PipelineBlueprint } from '../../src';
import { DeliveryEngine, MultiAccountApp, MultiAccountAppOptions } from '../../src/projen';
import { manifest } from '../../src/projen/private/package-root';
import { DEV_DEPENDENCIES, VERSIONS } from '../../src/projen/private/versions';
import { TestRepository } from '../support/repositories';

const { PROJEN_DISABLE_POST } = process.env;
beforeAll(() => {
  // Nothing is installed: these tests look at files.
  process.env.PROJEN_DISABLE_POST = 'true';
});
afterAll(() => {
  process.env.PROJEN_DISABLE_POST = PROJEN_DISABLE_POST;
});
afterEach(() => TestRepository.removeAll());

function synth(repository: TestRepository, options: Partial<MultiAccountAppOptions> = {}): TestRepository {
  new MultiAccountApp({ name: 'shop', outdir: repository.directory, ...options }).synth();
  return repository;
}

function blueprintWith(builds: object[]): string {
  return JSON.stringify({
    application: 'shop',
    tools: { account: '111111111111', region: 'eu-west-1' },
    environments: [{ name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'development' }],
    builds,
  });
}

function commandsOf(repository: TestRepository, task: string): string[] {
  return repository.json('.projen/tasks.json').tasks[task].steps.map((step: { exec?: string; spawn?: string }) => step.exec ?? step.spawn);
}

describe('a new project', () => {
  test('has these files', () => {
    expect(synth(TestRepository.create()).files).toMatchSnapshot();
  });

  test('depends on the version of the package that scaffolded it', () => {
    const { name, version } = manifest();
    expect(synth(TestRepository.create()).json('package.json').dependencies[name]).toBe(`^${version}`);
  });

  test('takes the versions of CDK that are tried, and never the CLI that was published by accident', () => {
    const { dependencies, devDependencies } = synth(TestRepository.create()).json('package.json');
    expect(dependencies).toMatchObject({ 'aws-cdk-lib': '^2.275.0', 'constructs': '^10.5.1' });
    expect(devDependencies['aws-cdk']).toBe('2.1148.1');
  });

  test('has exact versions of all tools but projen, which may be any that the package works with', () => {
    const { projen, ...tools } = synth(TestRepository.create()).json('package.json').devDependencies;
    expect(projen).toBe(manifest().peerDependencies.projen);
    expect(Object.entries(tools).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version as string))).toEqual([]);
  });

  test('runs the CDK app without compiling it', () => {
    expect(synth(TestRepository.create()).json('cdk.json').app).toBe('node --import tsx src/main.ts');
  });

  test('bundles before a synth only when there is something to bundle', () => {
    expect(synth(TestRepository.create()).json('cdk.json')).not.toHaveProperty('build');
    const withFunction = TestRepository.create({ 'src/clean-up.lambda.ts': 'export const handler = async () => {};' });
    expect(synth(withFunction).json('cdk.json').build).toBe('npx projen bundle');
  });

  test('starts with the feature flags that aws-cdk-lib knows, so that a synth reminds of none', () => {
    const { context } = synth(TestRepository.create()).json('cdk.json');
    const known = JSON.parse(readFileSync(require.resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf8'));
    expect(context['@aws-cdk/aws-iam:minimizePolicies']).toBe(true);
    expect(Object.keys(context).filter((flag) => !(flag in known))).toEqual([]);
  });

  test('checks types in the test task, once and not in jest', () => {
    const repository = synth(TestRepository.create());
    expect(commandsOf(repository, 'test')[0]).toBe('type-check');
    expect(repository.json('package.json').devDependencies).not.toHaveProperty('ts-jest');
  });

  test('builds its components before the CDK app, as the pipeline does', () => {
    expect(commandsOf(synth(TestRepository.create()), 'pre-compile')).toEqual(['build:backend', 'build:frontend']);
  });

  test('P4: writes the execution policies of what it has just synthesized, and checks them in each build once they are there', () => {
    const { tasks } = synth(TestRepository.create()).json('.projen/tasks.json');
    expect(tasks['execution-policy'].steps).toEqual([
      { spawn: 'synth:silent' },
      { exec: 'cdk-multi-account-pipeline execution-policy --app cdk.out', receiveArgs: true },
    ]);
    expect(tasks['post-compile'].steps).toEqual([
      { spawn: 'synth:silent' },
      { exec: 'cdk-multi-account-pipeline execution-policy --app cdk.out --check', condition: 'test -d execution-policies' },
    ]);
  });

  test('compares environments of what it has just synthesized', () => {
    expect(synth(TestRepository.create()).json('.projen/tasks.json').tasks.parity.steps).toEqual([
      { spawn: 'synth:silent' },
      { exec: 'cdk-multi-account-pipeline parity --app cdk.out', receiveArgs: true },
    ]);
  });

  test('rehearses what it has just synthesized', () => {
    expect(synth(TestRepository.create()).json('.projen/tasks.json').tasks.rehearse.steps).toEqual([
      { spawn: 'synth:silent' },
      { exec: 'cdk-multi-account-pipeline rehearse --app cdk.out', receiveArgs: true },
    ]);
  });

  test('has one workflow', () => {
    expect(synth(TestRepository.create()).files.filter((file) => file.startsWith('.github/'))).toEqual(['.github/workflows/pull-request.yml']);
  });

  test.each(['.venv/', '.rehearsal/', 'rehearsal.values.yaml', '/cdk.out/', '/frontend/dist/', '/backend/reports/', 'node_modules/', '__pycache__/'])('does not commit %s', (pattern) => {
    expect(synth(TestRepository.create()).read('.gitignore').split('\n')).toContain(pattern);
  });

  test('gets its .projenrc.ts from `projen new`', () => {
    // What `projen new` adds to the options; the type is any that projen finds without an installation.
    const created = { __new__: { fqn: 'projen.Project', args: { name: 'shop' }, comments: 'none' } };
    expect(synth(TestRepository.create(), created as object).read('.projenrc.ts')).toContain('name: "shop"');
  });

  test('changes nothing when it is synthesized again', () => {
    const repository = synth(TestRepository.create());
    const before = repository.contents;
    expect(synth(repository).contents).toEqual(before);
  });
});

describe('J4: a new project that GitHub Actions delivers', () => {
  const engine = { engine: DeliveryEngine.GITHUB };
  const taskNames = (repository: TestRepository) => Object.keys(repository.json('.projen/tasks.json').tasks);

  test('has a workflow for its branch beside that for pull requests', () => {
    expect(synth(TestRepository.create(), engine).files.filter((file) => file.startsWith('.github/')))
      .toEqual(['.github/workflows/deliver-main.yml', '.github/workflows/pull-request.yml']);
  });

  test('has the tasks that the workflow calls, and none for a pipeline that it does not have', () => {
    const tasks = taskNames(synth(TestRepository.create(), engine));
    const { jobs } = synth(TestRepository.create(), engine).yaml('.github/workflows/deliver-main.yml') as { jobs: Record<string, { steps: { run?: string }[] }> };
    const called = Object.values(jobs).flatMap((job) => job.steps).flatMap(({ run }) => /^npx projen (\S+)/.exec(run ?? '')?.[1] ?? []);
    expect(called.length).toBeGreaterThan(8);
    expect(called.filter((name) => !tasks.includes(name))).toEqual([]);
    expect(tasks).not.toContain('rehearse');
  });

  test('delivers the sample by a plan', () => {
    const repository = synth(TestRepository.create(), engine);
    expect(repository.read('src/delivery.ts')).toContain('new DeliveryPlan(');
    expect(repository.files.filter((file) => !file.startsWith('.github/'))).toEqual(synth(TestRepository.create()).files.filter((file) => !file.startsWith('.github/')));
    expect(repository.read('README.md')).toContain('AWS_PUBLISH_ROLE_ARN');
  });

  test('has no delivery by GitHub without asking for it', () => {
    expect(taskNames(synth(TestRepository.create())).filter((name) => name.startsWith('deliver:'))).toEqual([]);
  });

  test('changes nothing when it is synthesized again', () => {
    const repository = synth(TestRepository.create(), engine);
    const before = repository.contents;
    expect(synth(repository, engine).contents).toEqual(before);
  });
});

describe('pipeline.json', () => {
  test.each([
    ['shop', 'shop'],
    ['@acme/My_Shop', 'acme-my-shop'],
    ['2024-shop', 'shop'],
    ['a-product-with-a-name-of-29-c-and-more', 'a-product-with-a-name-of-29-c'],
    ['42', 'application'],
  ])('of a project named %s is for the application %s', (name, application) => {
    const repository = synth(TestRepository.create(), { name });
    expect(PipelineBlueprint.fromFile(`${repository.directory}/pipeline.json`).application).toBe(application);
  });

  test('names its schema for editors', () => {
    expect(synth(TestRepository.create()).json('pipeline.json').$schema).toBe(`./node_modules/${manifest().name}/schema/pipeline.schema.json`);
  });

  test('with problems stops the synthesis and lists them all', () => {
    const repository = TestRepository.create({ 'pipeline.json': '{ "application": "Shop!" }' });
    expect(() => synth(repository)).toThrow(/pipeline\.json has 3 problems:\n.*application must be[^]*tools is required[^]*environments is required/);
  });

  test('that is no JSON stops the synthesis', () => {
    expect(() => synth(TestRepository.create({ 'pipeline.json': '{' }))).toThrow(/pipeline\.json is not valid JSON/);
  });
});

describe('the user\'s files', () => {
  test('survive every synthesis', () => {
    const repository = synth(TestRepository.create());
    repository.write('src/delivery.ts', '// mine\n');
    expect(synth(repository).read('src/delivery.ts')).toBe('// mine\n');
  });

  test('that exist before the first synthesis are kept', () => {
    const repository = TestRepository.create({ 'backend/app/main.py': '# mine\n', 'README.md': 'mine\n' });
    synth(repository);
    expect([repository.read('backend/app/main.py'), repository.read('README.md')]).toEqual(['# mine\n', 'mine\n']);
  });

  test('do not return once they are deleted', () => {
    const repository = synth(TestRepository.create());
    repository.remove('frontend/src');
    expect(synth(repository).files.filter((file) => file.startsWith('frontend/src'))).toEqual([]);
  });

  test('are not written without sample code', () => {
    const repository = synth(TestRepository.create(), { sampleCode: false });
    expect(repository.files.filter((file) => /^(pipeline\.json|src|test\/.*\.test\.ts|backend|frontend)/.test(file))).toEqual([]);
  });

  test('may be changed: they are neither read-only nor marked as generated', () => {
    const repository = synth(TestRepository.create());
    expect(repository.read('.gitattributes')).not.toMatch(/pipeline\.json|src\/|backend\/app/);
    expect(() => repository.write('pipeline.json', '{}')).not.toThrow();
  });
});

describe('the buildspec of a build', () => {
  test('is for Python where the folder has requirements.txt', () => {
    const repository = TestRepository.create({ 'pipeline.json': blueprintWith([{ name: 'worker' }]), 'worker/requirements.txt': '' });
    expect(synth(repository).yaml('worker/buildspec.yml').phases.install['runtime-versions']).toEqual({ python: '3.12' });
  });

  test('is for Node.js where the folder has package.json', () => {
    const repository = TestRepository.create({ 'pipeline.json': blueprintWith([{ name: 'site' }]), 'site/package.json': '{}' });
    expect(synth(repository).yaml('site/buildspec.yml').phases.install['runtime-versions']).toEqual({ nodejs: '22' });
  });

  test('takes its last output where pipeline.json gives it paths', () => {
    const builds = [{ name: 'site', output: 'site/dist', paths: ['site/**'] }];
    const repository = TestRepository.create({ 'pipeline.json': blueprintWith(builds), 'site/package.json': '{}' });
    expect(synth(repository).yaml('site/buildspec.yml').phases.install.commands).toEqual([expect.stringContaining('reuse take \'site/dist\'')]);
  });

  test.each([
    ['in a folder with neither', blueprintWith([{ name: 'worker' }]), {}],
    ['elsewhere', blueprintWith([{ name: 'worker', buildspec: 'ci/worker.yml' }]), { 'worker/requirements.txt': '' }],
    ['written by hand', blueprintWith([{ name: 'worker' }]), { 'worker/requirements.txt': '', 'worker/buildspec.yml': 'version: 0.2\n' }],
  ])('%s is the user\'s own and left alone', (_, pipeline, files) => {
    const repository = TestRepository.create({ 'pipeline.json': pipeline, ...files });
    const before = Object.keys(files).map((file) => repository.read(file));
    synth(repository);
    expect(Object.keys(files).map((file) => repository.read(file))).toEqual(before);
    expect(repository.json('.projen/tasks.json').tasks).not.toHaveProperty('build:worker');
  });
});

describe('the versions of a scaffolded project', () => {
  test('are those that the library is tested with', () => {
    const ours = new Set([...toolchain.devDependencies, ...toolchain.sampleFrontend, `typescript@${toolchain.typescript}`]);
    const scaffolded = [...DEV_DEPENDENCIES, `aws-cdk@${VERSIONS.awsCdkCli}`, `typescript@${VERSIONS.typescript}`];
    // esbuild comes with the frontend's tools; it is no tool of the library itself.
    expect(scaffolded.filter((dependency) => !ours.has(dependency) && !dependency.startsWith('esbuild@'))).toEqual([]);
  });
});
