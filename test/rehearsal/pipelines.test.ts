import { CloudFormationValidator } from '../../src/rehearsal/deployment/cloudformation-validator';
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

test('every template is one that CloudFormation accepts, but for what a case says is wrong with it', async () => {
  const validator = new CloudFormationValidator(process.cwd());
  const findings = await Promise.all(CASES.map(async ({ path, pipeline }) => [path, await findingsOf(pipeline, validator)] as const));
  const expected = CASES.map(({ path, pipeline: { Expect } }) => [path, 'Invalid' in Expect ? Expect.Invalid!.map((part) => expect.stringContaining(part) as string) : []]);
  expect(Object.fromEntries(findings)).toEqual(Object.fromEntries(expected));
});

async function findingsOf({ Template, OtherStacks = {} }: PipelineCase, validator: CloudFormationValidator): Promise<readonly string[]> {
  const environment = { account: '111111111111', region: 'eu-west-1' };
  const results = await Promise.all([Template, ...Object.values(OtherStacks)].map((template) => validator.validate(JSON.stringify(template), 'Template', environment)));
  return results.flatMap((result) => 'findings' in result ? result.findings : [result.unavailable]);
}
