import { Project } from 'projen';
import { PipelineBlueprint } from '../../src/blueprint';
import { DeliveryWorkflow } from '../../src/projen';
import { checkWorkflowSize, tooManyJobs } from '../../src/projen/private/workflow-limits';
import { exampleDocument } from '../support/blueprints';
import { TestRepository } from '../support/repositories';

afterAll(() => TestRepository.removeAll());

test('[P11] a workflow file of 500 KB passes, a larger one is refused with the remedy', () => {
  checkWorkflowSize('deliver-main.yml', 'a'.repeat(512_000));
  expect(() => checkWorkflowSize('deliver-main.yml', 'a'.repeat(512_001))).toThrow(
    'deliver-main.yml must be at most 512,000 bytes, got: 512,001. Split the environments among branches, with a workflow each');
  expect(() => checkWorkflowSize('deliver-main.yml', 'é'.repeat(256_001))).toThrow('got: 512,002');
});

test('[P11] 256 jobs pass, more are warned of', () => {
  expect(tooManyJobs(256, 'deliver-main')).toBeUndefined();
  expect(tooManyJobs(257, 'deliver-main')).toMatch(/^deliver-main\.yml should have at most 256 jobs, .* got: 257\. Split the environments/);
});

function workflowOf(environments: number, checks: number): () => void {
  const document = exampleDocument({
    environments: Array.from({ length: environments }, (_, index) => ({
      name: `account-${index}`,
      account: '222222222222',
      regions: ['eu-west-1'],
      profile: 'development',
      checks: Array.from({ length: checks }, (__, check) => ({ name: `check-${check}`, commands: ['true'] })),
    })),
  });
  const project = new Project({ name: 'orders', outdir: TestRepository.create().directory });
  const warn = jest.spyOn(project.logger, 'warn').mockImplementation(() => undefined);
  new DeliveryWorkflow(project, { blueprint: PipelineBlueprint.fromJson(JSON.stringify(document)) });
  expect(warn.mock.calls.length).toBe(environments * (checks + 1) + 2 > 256 ? 1 : 0);
  return () => project.synth();
}

test('[P11] the workflow of a delivery that GitHub would not read is refused', () => {
  expect(workflowOf(20, 5)).not.toThrow();
  expect(workflowOf(100, 5)).toThrow(/deliver-main\.yml must be at most 512,000 bytes/);
});
