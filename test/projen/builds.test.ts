import { Project, Task } from 'projen';
import { BuildspecFile, NodeBuild, PythonBuild } from '../../src/projen';
import { TestRepository } from '../support/repositories';

afterEach(() => TestRepository.removeAll());

function commandsOf(task: Task): unknown[] {
  return task.steps.map((step) => step.exec);
}

function synth(define: (project: Project) => void): TestRepository {
  const repository = TestRepository.create();
  const project = new Project({ name: 'test', outdir: repository.directory });
  define(project);
  project.synth();
  return repository;
}

describe.each([
  ['PythonBuild', (project: Project) => new PythonBuild(project, { name: 'part' }).task],
  ['NodeBuild', (project: Project) => new NodeBuild(project, { name: 'part' }).task],
])('%s', (_, define) => {
  test('has the same commands in the task and in the buildspec', () => {
    let task: Task | undefined;
    const repository = synth((project) => {
      task = define(project);
    });
    expect(repository.yaml('part/buildspec.yml').phases.build.commands).toEqual(['cd part', ...commandsOf(task!)]);
    expect(task!.cwd).toBe('part');
  });

  test('lets no command hide a failure', () => {
    const commands: string[] = synth(define).yaml('part/buildspec.yml').phases.build.commands;
    expect(commands.filter((command) => /\|\||;|\bexit 0\b/.test(command))).toEqual([]);
  });

  test('reports its tests', () => {
    expect(synth(define).yaml('part/buildspec.yml').reports).toEqual({
      part: { 'base-directory': 'part/reports', 'files': ['junit.xml'], 'file-format': 'JUNITXML' },
    });
  });

  test('hands nothing on without an output', () => {
    expect(synth(define).yaml('part/buildspec.yml')).not.toHaveProperty('artifacts');
  });
});

test('a build hands on all files of its output, which is not committed', () => {
  const repository = synth((project) => new NodeBuild(project, { name: 'part', output: 'part/dist' }));
  expect(repository.yaml('part/buildspec.yml').artifacts).toEqual({ 'base-directory': 'part/dist', 'files': ['**/*'] });
  expect(repository.read('.gitignore')).toContain('/part/dist/');
});

test('a buildspec of one\'s own has the commands, the runtimes and nothing that was not asked for', () => {
  const repository = synth((project) => new BuildspecFile(project, 'go/buildspec.yml', { runtimes: { golang: '1.24' }, commands: ['go test ./...'] }));
  expect(repository.yaml('go/buildspec.yml')).toEqual({
    version: 0.2,
    phases: { install: { 'runtime-versions': { golang: '1.24' } }, build: { commands: ['go test ./...'] } },
  });
});

describe('P2: a build with paths', () => {
  const options = { name: 'part', output: 'part/dist', paths: ['part/**', 'shared/**'] };

  test.each([
    ['PythonBuild', (project: Project) => new PythonBuild(project, options).task],
    ['NodeBuild', (project: Project) => new NodeBuild(project, options).task],
  ])('%s takes its last output, reports included, and runs its commands only without one', (_, define) => {
    let task: Task | undefined;
    const { phases, cache } = synth((project) => {
      task = define(project);
    }).yaml('part/buildspec.yml');
    const commands: string[] = phases.build.commands;
    expect(phases.install.commands).toEqual([expect.stringMatching(/reuse take 'part\/dist' '\^\$' 'part\/\*\*' .* 'part\/buildspec\.yml' '[^']*'\)$/)]);
    expect(commands.slice(0, -1)).toEqual(['cd part', ...commandsOf(task!)].map((command) => `if [ "$BUILD_REUSE" != reused ]; then :\n${String(command)}\nfi`));
    expect(commands.at(-1)).toContain('reuse keep "$BUILD_REUSE" \'part/dist\' \'^part/reports/junit\\.xml$\'');
    expect(cache).toEqual({ paths: ['.build-reuse/**/*'] });
  });

  test('needs an output', () => {
    const define = (project: Project) => new BuildspecFile(project, 'go/buildspec.yml', { runtimes: { golang: '1.24' }, commands: ['go test ./...'], paths: ['go/**'] });
    expect(() => synth(define)).toThrow('BuildspecFile go/buildspec.yml: paths need an output, because nothing else of a build is kept, got: nothing.');
  });
});
