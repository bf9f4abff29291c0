import { CloudFormationValidator } from '../../src/rehearsal/cloudformation-validator';
import { appsOfThisFile } from '../support/apps';
import { expectedObservation, observe } from '../support/case-observation';
import { rehearseCase } from '../support/case-rehearsal';
import { type PipelineCase, pipelineCases } from '../support/pipeline-case';

const newApp = appsOfThisFile();
const CASES = pipelineCases();
// The first template to be validated waits for the validator, which takes seconds to start.
jest.setTimeout(30_000);

describe.each([...new Set(CASES.map(({ area }) => area))])('%s', (area) => {
  test.each(CASES.filter((one) => one.area === area))('$pipeline.Title ($path)', async ({ pipeline }) => {
    const app = newApp();
    const rehearsal = rehearseCase(app, pipeline);
    if ('Refused' in pipeline.Expect) {
      await expect(rehearsal).rejects.toThrow(pipeline.Expect.Refused);
    } else {
      expect(observe(app, pipeline, await rehearsal)).toStrictEqual(expectedObservation(pipeline.Expect));
    }
  });
});

test('every template is one that CloudFormation accepts, but for what a case says is wrong with it', () => {
  const findings = Object.fromEntries(CASES.map(({ path, pipeline }) => [path, findingsOf(pipeline)]));
  const expected = CASES.map(({ path, pipeline: { Expect } }) => [path, 'Invalid' in Expect ? Expect.Invalid!.map((part) => expect.stringContaining(part) as string) : []]);
  expect(findings).toEqual(Object.fromEntries(expected));
});

function findingsOf({ Template, OtherStacks = {} }: PipelineCase): readonly string[] {
  const validator = new CloudFormationValidator(process.cwd());
  return [Template, ...Object.values(OtherStacks)].flatMap((template) => {
    const result = validator.validate(JSON.stringify(template), 'Template', { account: '111111111111', region: 'eu-west-1' });
    return 'findings' in result ? result.findings : [result.unavailable];
  });
}
