import { Project } from 'projen';
import { PullRequestWorkflow } from '../../src/projen';
import { TestRepository } from '../support/repositories';

const FILE = '.github/workflows/pull-request.yml';
let repository: TestRepository;

beforeAll(() => {
  repository = TestRepository.create();
  const project = new Project({ name: 'test', outdir: repository.directory });
  new PullRequestWorkflow(project);
  project.synth();
});
afterAll(() => TestRepository.removeAll());

function steps(): { uses?: string; run?: string; with?: Record<string, unknown> }[] {
  return repository.yaml(FILE).jobs.build.steps;
}

test('code that is not reviewed runs without secrets: on pull_request and never on pull_request_target', () => {
  expect(Object.keys(repository.yaml(FILE).on)).toEqual(['pull_request']);
});

test('a pull request may read the repository and nothing else', () => {
  expect(repository.yaml(FILE).permissions).toEqual({ contents: 'read' });
  expect(repository.yaml(FILE).jobs.build).not.toHaveProperty('permissions');
});

test('every action is pinned to a commit, and a comment names its version', () => {
  const uses = repository.read(FILE).split('\n').filter((line) => line.includes('uses:'));
  expect(uses).toHaveLength(3);
  expect(uses.filter((line) => !/uses: \S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
});

test('the checkout leaves no credentials behind', () => {
  expect(steps().find((step) => step.uses?.startsWith('actions/checkout@'))?.with).toEqual({ 'persist-credentials': false });
});

test('logic is in tasks: the workflow installs, builds and looks for files that changed', () => {
  expect(steps().flatMap((step) => step.run ?? [])).toEqual(['npm ci', 'npx projen build', expect.stringContaining('git diff --staged --exit-code')]);
});
