import { Project } from 'projen';
import { PipelineBlueprint } from '../../src';
import { DeliveryWorkflow, PullRequestWorkflow } from '../../src/projen';
import { SYSTEMS } from '../support/contract/systems';
import { problemsOfWorkflows } from '../support/language-service';
import { TestRepository } from '../support/repositories';

afterAll(() => TestRepository.removeAll());

test('J5: every workflow is clean under GitHub\'s own language service', () => {
  const files = Object.values(SYSTEMS).flatMap(({ document }) => {
    const repository = TestRepository.create();
    const project = new Project({ name: 'test', outdir: repository.directory });
    const blueprint = PipelineBlueprint.fromJson(JSON.stringify(document));
    blueprint.builds.forEach((build) => project.addTask(`build:${build.name}`));
    new DeliveryWorkflow(project, { blueprint });
    new PullRequestWorkflow(project);
    project.synth();
    return repository.files.filter((file) => file.startsWith('.github/')).map((file) => `${repository.directory}/${file}`);
  });
  expect(files.length).toBeGreaterThan(20);
  expect(problemsOfWorkflows(files)).toEqual([]);
}, 60_000);

test('the language service finds a job and a context that do not exist', () => {
  const repository = TestRepository.create({
    'bad.yml': 'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n  b:\n    runs-on: ubuntu-24.04\n    needs: [c]\n    steps:\n      - run: echo ${{ github.foo }}\n',
  });
  expect(problemsOfWorkflows([`${repository.directory}/bad.yml`])).toEqual(expect.arrayContaining([
    expect.stringMatching(/^line 7: .*'c'/), 'line 9: Context access might be invalid: foo',
  ]));
}, 60_000);
