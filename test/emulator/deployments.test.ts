import type { RehearsalReport } from '../../src/rehearsal';
import { appsOfThisFile } from '../support/apps';
import { EmulatedAccounts } from '../support/emulated-accounts';
import { build, deploy, PipelineApp, said, source, stage, type TestAction, trace } from '../support/pipeline-app';

jest.setTimeout(60_000);
const newApp = appsOfThisFile();
const [TOOLS, BETA, PROD] = ['111111111111', '222222222222', '333333333333'];
let accounts: EmulatedAccounts;

beforeAll(async () => {
  accounts = await EmulatedAccounts.start();
}, 180_000);
afterAll(() => accounts?.stop());

let counter = 0;
/** Tests share the accounts, so that each has stacks of its own. */
const newName = () => `api-${++counter}`;

const topic = (properties: Record<string, unknown> = {}) => ({ Type: 'AWS::SNS::Topic', Properties: properties });
const template = (resources: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  JSON.stringify({ Resources: resources, Outputs: { Url: { Value: 'https://example.com' } }, ...more });
/** A name that is kept for AWS itself. */
const BROKEN = { Type: 'AWS::SSM::Parameter', Properties: { Name: '/aws/mine', Type: 'String', Value: 'x' } };

function deployTo(account: string, name: string, configuration: Record<string, unknown> = {}, more: Partial<TestAction> = {}): TestAction {
  return deploy(name, 'Source::template.json', {
    roleArn: `arn:aws:iam::${account}:role/deploy`,
    ...more,
    configuration: { RoleArn: `arn:aws:iam::${account}:role/cloudformation`, Capabilities: 'CAPABILITY_NAMED_IAM', ...configuration },
  });
}

/** The resources that the deployment changes, by what becomes of them. */
function changes(report: RehearsalReport, action: string): Record<string, string[]> {
  const actions = report.executions[0].stages.flatMap((one) => one.actions);
  const { added, changed, replaced, removed } = actions.find(({ name }) => name === action)!.changes!;
  return Object.fromEntries(Object.entries({ added, changed, replaced, removed })
    .filter(([, resources]) => resources.length > 0).map(([fate, resources]) => [fate, resources.map(({ logicalId }) => logicalId)]));
}

const rehearse = (app: PipelineApp, text: string, signal?: AbortSignal) =>
  app.write({ 'source/template.json': text }).rehearse({ endpoint: accounts.url, ...(signal && { signal }) });

async function statusIn(account: string, name: string, region = 'eu-west-1'): Promise<string | undefined> {
  return (await accounts.stacks(account, region)).find((stack) => stack.StackName === name)?.StackStatus;
}

describe('CREATE_UPDATE', () => {
  test('creates the stack in the account and region of the action, and only there', async () => {
    const name = newName();
    const app = newApp([stage('Source', source()), stage('Beta', deployTo(BETA, name))]);
    const report = await rehearse(app, template({ Topic: topic() }));
    expect(said(report, name)).toBe(`created the stack ${name} in 222222222222/eu-west-1`);
    expect(await statusIn(BETA, name)).toBe('CREATE_COMPLETE');
    expect([await statusIn(TOOLS, name), await statusIn(PROD, name), await statusIn(BETA, name, 'us-east-1')]).toEqual([undefined, undefined, undefined]);
    expect(app.lines).toContain(`    Beta / ${name}: ${name} in 222222222222/eu-west-1: CREATE_COMPLETE`);
  });

  test('tells an update from none, and a replacement from a change', async () => {
    const name = newName();
    const app = newApp([stage('Source', source()), stage('Beta', deployTo(BETA, name))]);
    await rehearse(app, template({ Topic: topic({ DisplayName: 'a' }), Gone: topic() }));
    expect(said(await rehearse(app, template({ Topic: topic({ DisplayName: 'a' }), Gone: topic() })), name)).toBe(`no changes: the stack ${name} in 222222222222/eu-west-1 is as its template says`);
    const update = await rehearse(app, template({ Topic: topic({ DisplayName: 'b' }), New: topic() }));
    expect(said(update, name)).toBe(`updated the stack ${name} in 222222222222/eu-west-1`);
    expect(changes(update, name)).toEqual({ added: ['New'], changed: ['Topic'], removed: ['Gone'] });
    const replacement = await rehearse(app, template({ Topic: topic({ TopicName: name }), New: topic() }));
    expect(changes(replacement, name)).toEqual({ replaced: ['Topic'] });
  });

  test('hands over parameters and makes the outputs variables and a file', async () => {
    const name = newName();
    const text = template({ Topic: topic() }, { Parameters: { Size: { Type: 'String' } }, Outputs: { Size: { Value: { Ref: 'Size' } } } });
    const check = build('Check', ['test "$SIZE" = 2', 'grep -q \'"Size":"2"\' "$CODEBUILD_SRC_DIR/outputs.json"'], {
      inputs: ['Outputs'], configuration: { EnvironmentVariables: `[{"name":"SIZE","value":"#{${name}.Size}"}]` },
    });
    const deployment = deployTo(BETA, name, { ParameterOverrides: '{"Size":"2"}', OutputFileName: 'outputs.json' }, { namespace: name, outputs: ['Outputs'] });
    const report = await rehearse(newApp([stage('Source', source()), stage('Beta', deployment), stage('Checks', check)]), text);
    expect(trace(report).slice(1)).toEqual([`Beta/${name}: succeeded`, 'Checks/Check: succeeded']);
  });

  test('fails with the first resource that failed, and nothing after it is deployed', async () => {
    const name = newName();
    const app = newApp([stage('Source', source()), stage('Beta', deployTo(BETA, name)), stage('Prod', deployTo(PROD, `${name}-prod`))]);
    const report = await rehearse(app, template({ Topic: topic(), Broken: BROKEN }));
    expect(trace(report).slice(1)).toEqual([`Beta/${name}: failed`, `Prod/${name}-prod: skipped`]);
    expect(said(report, name)).toMatch(new RegExp(`^the stack ${name} ended in ROLLBACK_COMPLETE: Broken \\(AWS::SSM::Parameter\\): .*reserved`));
    expect(await statusIn(PROD, `${name}-prod`)).toBeUndefined();
    expect(said(await rehearse(app, template({ Topic: topic() })), name)).toBe(`the stack ${name} in 222222222222/eu-west-1 is in ROLLBACK_COMPLETE and cannot be updated: delete it first`);
  });

  test('keeps the deployed state when an update fails', async () => {
    const name = newName();
    const app = newApp([stage('Source', source()), stage('Beta', deployTo(BETA, name))]);
    await rehearse(app, template({ Topic: topic() }));
    expect(said(await rehearse(app, template({ Topic: topic(), Broken: BROKEN })), name)).toMatch(/^the stack api-\d+ ended in UPDATE_ROLLBACK_COMPLETE: Broken /);
    expect(said(await rehearse(app, template({ Topic: topic() })), name)).toContain('no changes');
  });

  test('is not tried with a template that AWS would refuse', async () => {
    const name = newName();
    const report = await rehearse(newApp([stage('Source', source()), stage('Beta', deployTo(BETA, name))]), template({ Topic: topic({ DisplayNam: 'x' }) }));
    expect(said(report, name)).toContain('DisplayNam');
    expect(await statusIn(BETA, name)).toBeUndefined();
  });
});

test('REPLACE_ON_FAILURE replaces a stack that has failed', async () => {
  const name = newName();
  const app = newApp([stage('Source', source()), stage('Beta', deployTo(BETA, name, { ActionMode: 'REPLACE_ON_FAILURE' }))]);
  await rehearse(app, template({ Broken: BROKEN }));
  expect(said(await rehearse(app, template({ Topic: topic() })), name)).toContain('created the stack');
  expect(await statusIn(BETA, name)).toBe('CREATE_COMPLETE');
});

test('change sets are prepared, executed and tell that there is nothing to do', async () => {
  const name = newName();
  const change = (action: string, ActionMode: string, runOrder: number) => deployTo(BETA, action, { ActionMode, StackName: name, ChangeSetName: 'Change' }, { runOrder });
  const app = newApp([stage('Source', source()), stage('Beta', change('Prepare', 'CHANGE_SET_REPLACE', 1), change('Execute', 'CHANGE_SET_EXECUTE', 2))]);
  const first = await rehearse(app, template({ Topic: topic() }));
  expect(said(first, 'Prepare')).toBe(`prepared the change set Change of ${name} in 222222222222/eu-west-1`);
  expect(said(first, 'Execute')).toBe(`executed the change set Change of ${name} in 222222222222/eu-west-1`);
  expect(await statusIn(BETA, name)).toBe('CREATE_COMPLETE');
  expect(changes(await rehearse(app, template({ Topic: topic({ DisplayName: 'b' }) })), 'Prepare')).toEqual({ changed: ['Topic'] });
  const last = await rehearse(app, template({ Topic: topic({ DisplayName: 'b' }) }));
  expect(said(last, 'Prepare')).toContain('no changes');
  expect(said(last, 'Execute')).toContain('no changes');
});

test('several change sets may wait for one new stack, and any of them may be executed', async () => {
  const name = newName();
  const named = (action: string, more: Partial<TestAction>, ChangeSetName: string, mode = 'CHANGE_SET_REPLACE') =>
    ({ ...deployTo(BETA, name, { ActionMode: mode, ChangeSetName }, more), name: action });
  const app = newApp([
    stage('Source', source()),
    stage('Review', named('Review', {}, 'review')),
    stage('Prod', named('Release', {}, 'release'), named('Execute', { runOrder: 2 }, 'release', 'CHANGE_SET_EXECUTE')),
  ]);
  expect(trace(await rehearse(app, template({ Topic: topic() }))).slice(1)).toEqual(['Review/Review: succeeded', 'Prod/Release: succeeded', 'Prod/Execute: succeeded']);
  expect(await statusIn(BETA, name)).toBe('CREATE_COMPLETE');
  expect(changes(await rehearse(app, template({ Topic: topic(), More: topic() })), 'Release')).toEqual({ added: ['More'] });
  expect(await statusIn(BETA, name)).toBe('UPDATE_COMPLETE');
});

test('DELETE_ONLY deletes a stack, and succeeds without one', async () => {
  const name = newName();
  await rehearse(newApp([stage('Source', source()), stage('Beta', deployTo(BETA, name))]), template({ Topic: topic() }));
  const app = newApp([stage('Source', source()), stage('Beta', deployTo(BETA, 'Delete', { ActionMode: 'DELETE_ONLY', StackName: name }))]);
  expect(said(await rehearse(app, '{}'), 'Delete')).toBe(`deleted the stack ${name} in 222222222222/eu-west-1`);
  expect(said(await rehearse(app, '{}'), 'Delete')).toBe(`there is no stack ${name} in 222222222222/eu-west-1 to delete`);
});

test('a variable that the stack does not put out fails the check that reads it', async () => {
  const name = newName();
  const check = build('Check', ['true'], { configuration: { EnvironmentVariables: `[{"name":"X","value":"#{${name}.Lost}"}]` } });
  const app = newApp([stage('Source', source()), stage('Beta', deployTo(BETA, name, {}, { namespace: name })), stage('Checks', check)]);
  const report = await rehearse(app, template({ Topic: topic() }));
  expect(trace(report)[2]).toBe('Checks/Check: failed');
});
