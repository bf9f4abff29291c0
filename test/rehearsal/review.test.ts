import { join } from 'node:path';
import { appsOfThisFile } from '../support/apps';
import { build, deploy, source, stage, trace } from '../support/pipeline-app';

// Deployments wait for the validator, which takes seconds to start.
jest.setTimeout(60_000);
const newApp = appsOfThisFile();
const SCRIPTS = join(__dirname, '..', '..', 'assets', 'review');
const roleArn = 'arn:aws:iam::222222222222:role/deploy';
const prepare = deploy('Prepare', 'Source::api.json', { roleArn, configuration: { ActionMode: 'CHANGE_SET_REPLACE', StackName: 'api', ChangeSetName: 'review' } });
const update = deploy('Web', 'Source::web.json', { roleArn, configuration: { StackName: 'web' } });
const summary = build('Summary', {
  env: { 'exported-variables': ['SUMMARY', 'HAS_CHANGES'], 'variables': { AWS_PARTITION: 'aws' } },
  phases: { build: { commands: [`node ${SCRIPTS}/change-summary.js review.json review`, '. ./review/variables.env && export SUMMARY HAS_CHANGES'] } },
}, { namespace: 'Review', runOrder: 2 });
const release = { name: 'Release', category: 'Approval', provider: 'Manual', configuration: { CustomData: 'Release? #{Review.SUMMARY}' } };
const stack = (name: string, changeSet: boolean) =>
  ({ name, account: '222222222222', region: 'eu-west-1', lookupRoleArn: 'arn:${AWS::Partition}:iam::222222222222:role/lookup', template: `${name}.json`, changeSet });
const template = (...topics: string[]) => JSON.stringify({ Resources: Object.fromEntries(topics.map((name) => [name, { Type: 'AWS::SNS::Topic' }])) });

describe('P6: a rehearsed approval', () => {
  const app = () => newApp([stage('Source', source()), stage('Review', prepare, summary), stage('Approve', release), stage('Prod', update)]).write({
    'source/review.json': JSON.stringify({ environment: 'prod', pipelineStage: 'Prod', stacks: [stack('api', true), stack('web', false)] }),
    'source/api.json': template('One', 'Two'),
    'source/web.json': template('Three'),
  });

  test('asks with the summary of the changes, of stacks with and without a change set', async () => {
    const asked: string[] = [];
    const approve = async ({ configuration }: { configuration: Readonly<Record<string, string>> }) => {
      asked.push(configuration.CustomData);
      return { approved: true, reason: 'yes' };
    };
    const reviewed = app();
    expect(trace(await reviewed.rehearse({ approve }))).not.toContainEqual(expect.stringContaining('notExecuted'));
    await reviewed.write({ 'source/web.json': template('Three', 'Four') }).rehearse({ approve });
    expect(asked).toEqual([
      'Release? prod: 2 of 2 stacks change. api (new): 2 added. web (new): 1 added.',
      'Release? prod: 2 of 2 stacks change. api (new): 2 added. web: 1 added.',
    ]);
  });

  test('is not come to when a stack could not be described', async () => {
    const reviewed = app().write({ 'source/review.json': JSON.stringify({ environment: 'prod', pipelineStage: 'Prod', stacks: [{ ...stack('web', false), template: 'none.json' }] }) });
    const report = await reviewed.rehearse();
    expect(trace(report).slice(2)).toEqual(['Review/Summary: failed', 'Approve/Release: skipped', 'Prod/Web: skipped']);
    expect(reviewed.log(report, 'Summary')).toContain('web (222222222222, eu-west-1) could not be described: none.json of the cloud assembly is no template');
  });
});
