import { appsOfThisFile } from '../support/apps';
import { condition, rule } from '../support/conditions';
import { lambda, NODE_HELPERS, withFunctions } from '../support/functions';
import { build, source, stage } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const handler = (body: string) => lambda(`${NODE_HELPERS}exports.handler = async (event) => { const job = event['CodePipeline.job']; ${body} };`);
const rehearse = (resource: unknown) => withFunctions(newApp(), [
  stage('Source', source()),
  { ...stage('Prod', build('Deploy', ['true'])), extra: { BeforeEntry: condition('FAIL', rule('LambdaInvoke', { FunctionName: { Ref: 'Fn' } })) } },
], { Fn: resource }).rehearse();

describe('the rule LambdaInvoke', () => {
  test.each([
    ['passes', 'await succeed(job)', { status: 'succeeded', conditions: [{ outcome: 'met', rules: [{ outcome: 'passed', reason: 'the function has succeeded' }] }] }],
    ['fails', "await fail(job, 'no')", { status: 'failed', conditions: [{ outcome: 'notMet', rules: [{ reason: 'the function has failed its job (JobFailed)' }] }] }],
  ])('%s as its function says', async (_name, body, expected) => {
    expect((await rehearse(handler(body))).executions[0].stages[1]).toMatchObject(expected);
  });

  test('is not evaluated if its function cannot run here', async () => {
    const report = await rehearse(lambda('', { Runtime: 'java21' }));
    expect(report.executions[0].stages[1]).toMatchObject({ status: 'succeeded', conditions: [{ outcome: 'notEvaluated' }] });
  });
});
