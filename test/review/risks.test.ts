import { change, changeSet, context, exists, missing, REVIEW, ReviewFolder, ROLE, STACK } from '../support/review';

const KEY = 'cdk-multi-account-pipeline:acknowledged-risks';
const policyOf = (Action: string) => ({ PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource: '*' }] }, Roles: [{ Ref: 'Role' }] });
const TABLE = 'AWS::DynamoDB::Table';
const replaced = (more: object = {}) => change('Orders', TABLE, 'Modify', { Replacement: 'True', ...more });
const removed = (PolicyAction: string) => change('Orders', TABLE, 'Remove', { PolicyAction });
const broadened = change('Policy', 'AWS::IAM::Policy', 'Modify', {
  Replacement: 'False', BeforeContext: context(policyOf('s3:GetObject')), AfterContext: context(policyOf('s3:*')),
});
const acknowledged = (...list: object[]) => ({ 'api.template.json': { Metadata: { [KEY]: list } } });

const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';
const ruleOf = (weights: readonly number[], key = 'Actions') => context({
  [key]: [{ Type: 'forward', ForwardConfig: { TargetGroups: weights.map((Weight, index) => ({ TargetGroupArn: { Ref: `Group${index}` }, Weight })) } }],
});
const weighted = (Replacement: string, before: string, after: string, type = RULE) => change('Rule', type, 'Modify', { Replacement, BeforeContext: before, AfterContext: after });

/** The summary of a stack that is there, by its change set. */
function reviewed(changes: readonly unknown[], files: Record<string, unknown> = {}) {
  const folder = new ReviewFolder([ROLE, exists(), changeSet('review', changes)]).write(files);
  const { code, stdout, stderr } = folder.run('change-summary');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return { stdout, hasRisks: /^HAS_RISKS=(.*)$/m.exec(folder.read('review/variables.env'))![1], stack: folder.summary.stacks[0] };
}

describe('P12: a risk', () => {
  test.each<[string, readonly unknown[], object[]]>([
    ['the replacement of what holds data', [replaced()], [{ risk: 'replacement', resources: ['Orders'] }]],
    ['a possible one', [replaced({ Replacement: 'Conditional' })], [{ risk: 'replacement', resources: ['Orders'] }]],
    ['one after which the data stays in the account, where the stack does not see it', [replaced({ PolicyAction: 'ReplaceAndRetain' })], [{ risk: 'replacement', resources: ['Orders'] }]],
    ['the deletion of what holds data', [removed('Delete')], [{ risk: 'deletion', resources: ['Orders'] }]],
    ['a deletion that leaves a snapshot', [removed('Snapshot')], [{ risk: 'deletion', resources: ['Orders'] }]],
    ['a broadened permission', [broadened], [{ risk: 'broadenedPermissions', resources: ['Policy'] }]],
    ['a change of a rule that divides requests, whose weights go back', [weighted('False', ruleOf([100, 0]), ruleOf([100, 0]))], [{ risk: 'trafficWeights', resources: ['Rule'] }]],
    ['one that goes with its listener', [weighted('Conditional', ruleOf([100, 0]), ruleOf([100, 0]))], [{ risk: 'trafficWeights', resources: ['Rule'] }]],
    ['a change that makes one rule of it', [weighted('False', ruleOf([1]), ruleOf([90, 10]))], [{ risk: 'trafficWeights', resources: ['Rule'] }]],
    ['a change of a listener that divides requests itself', [weighted('False', ruleOf([9, 1], 'DefaultActions'), ruleOf([9, 1], 'DefaultActions'), RULE.replace('Rule', ''))], [{ risk: 'trafficWeights', resources: ['Rule'] }]],
    ['a change of a nested stack, which nobody sees into', [change('Nested', 'AWS::CloudFormation::Stack', 'Modify', { Replacement: 'False' })], [{ risk: 'replacement', resources: ['Nested'] }]],
  ])('is %s', (_, changes, risks) => {
    expect(reviewed(changes)).toMatchObject({ hasRisks: 'true', stack: { risks } });
  });

  test.each<[string, readonly unknown[]]>([
    ['a resource that is added', [change('Topic', 'AWS::SNS::Topic', 'Add', { AfterContext: context({}) })]],
    ['what holds data and stays in the account', [removed('Retain')]],
    ['a rule that sends all requests to one group', [weighted('False', ruleOf([1]), ruleOf([1]))]],
    ['a change in place of what holds data', [change('Orders', TABLE, 'Modify', { Replacement: 'False' })]],
    ['the replacement of what holds none', [change('Task', 'AWS::ECS::TaskDefinition', 'Modify', { Replacement: 'True' })]],
  ])('is not %s', (_, changes) => {
    expect(reviewed(changes)).toMatchObject({ hasRisks: 'false', stack: { risks: [] } });
  });

  test('is, by templates, also a changed property of what holds data, because only a change set could tell whether that replaces it', () => {
    const live = { TemplateBody: { Resources: { Orders: { Type: TABLE, Properties: { TableName: 'a' } }, Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'a' } } } } };
    const folder = new ReviewFolder([ROLE, exists(), { words: ['get-template', STACK.name], answer: live }], { ...REVIEW, stacks: [{ ...STACK, changeSet: false }] })
      .write({ 'api.template.json': { Resources: { Orders: { Type: TABLE, Properties: { TableName: 'b' } }, Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'b' } } } } });
    expect(folder.run('change-summary').stdout).toContain(
      `- \`prod-api\`: \`Orders\` (${TABLE}) holds data and may be replaced, which only a change set could tell\n`);
    expect(folder.summary.stacks).toMatchObject([{ risks: [{ risk: 'replacement', resources: ['Orders'] }] }]);
    expect(folder.read('review/variables.env')).toContain('HAS_RISKS=true\n');
  });

  test('is told to the person who approves, also where it is one to requests', () => {
    const { stdout } = reviewed([weighted('False', ruleOf([100, 0]), ruleOf([100, 0]))]);
    expect(stdout).toContain(`**Look at this first**\n\n- \`prod-api\`: \`Rule\` (${RULE}) divides requests by weights, which go back to those of the template: they may reach a group without tasks\n`);
  });

  test('is none in a new stack', () => {
    const folder = new ReviewFolder([ROLE, missing()], { ...REVIEW, stacks: [{ ...STACK, changeSet: false }] })
      .write({ 'api.template.json': { Resources: { Policy: { Type: 'AWS::IAM::Policy', Properties: policyOf('s3:*') } } } });
    expect(folder.run('change-summary').stdout).toContain('permissions are broadened (1)');
    expect(folder.read('review/variables.env')).toContain('HAS_RISKS=false\n');
  });
});

describe('P12: an acknowledged risk', () => {
  const replacement = { logicalId: 'Orders', risk: 'replacement', reason: 'moved to the archive' };

  test('stops nobody and is told with its reason', () => {
    const { hasRisks, stdout, stack } = reviewed([replaced(), broadened], acknowledged(replacement, { logicalId: 'Policy', risk: 'broadenedPermissions', reason: 'reads the archive' }));
    expect(hasRisks).toBe('false');
    expect(stack).toMatchObject({ risks: [{ acknowledged: 'moved to the archive' }, { acknowledged: 'reads the archive' }], unusedAcknowledgements: [] });
    expect(stdout).toContain(`\`Orders\` (${TABLE}) holds data and is replaced, acknowledged: \`moved to the archive\`\n`);
    expect(stdout).toContain('permissions are broadened (1, of which 1 acknowledged)\n');
    expect(stdout).toContain('- `Allow s3:* on * to ${Role}`, acknowledged: `reads the archive`\n');
  });

  test('of a resource that is gone is read from the new template, which has no such resource', () => {
    expect(reviewed([removed('Delete')], acknowledged({ ...replacement, risk: 'deletion' })).hasRisks).toBe('false');
  });

  test.each<[string, object]>([
    ['another resource', { ...replacement, logicalId: 'Invoices' }],
    ['another risk', { ...replacement, risk: 'deletion' }],
  ])('for %s acknowledges nothing and is to be removed', (_, other) => {
    const { hasRisks, stdout, stack } = reviewed([replaced()], acknowledged(other));
    expect(hasRisks).toBe('true');
    expect(stack).toMatchObject({ unusedAcknowledgements: [other] });
    expect(stdout).toMatch(/## Acknowledgements to remove\n\n.*\n\n- `prod-api`: \w+ of `\w+`, acknowledged: `moved to the archive`\n$/);
  });

  test('is listed as one to remove where nothing changes any more', () => {
    expect(reviewed([], acknowledged(replacement)).stdout).toContain('- `prod-api`: replacement of `Orders`, acknowledged: `moved to the archive`');
  });

  test('leaves the others to a person', () => {
    expect(reviewed([replaced(), broadened], acknowledged(replacement)).hasRisks).toBe('true');
  });

  test.each<[string, unknown]>([['without a reason', { ...replacement, reason: ' ' }], ['that is no acknowledgement', 'Orders'], ['without a risk', { logicalId: 'Orders', reason: 'x' }]])('%s counts as none', (_, one) => {
    expect(reviewed([replaced()], { 'api.template.json': { Metadata: { [KEY]: [one] } } }).hasRisks).toBe('true');
  });
});
