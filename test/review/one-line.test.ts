import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { approvalMessage, LONGEST_INSTRUCTIONS, LONGEST_MESSAGE } from '../../src/blueprint/private/approval-message';

type Stack = Readonly<Record<string, unknown>>;
const { LONGEST, oneLine, variableFile } = jest.requireActual<{
  LONGEST: number;
  oneLine: (environment: string, stacks: readonly Stack[]) => string;
  variableFile: (environment: string, stacks: readonly Stack[]) => string;
}>('../../assets/review/lib/one-line.js');
const { markdown } = jest.requireActual<{ markdown: (environment: string, stacks: readonly Stack[]) => string }>('../../assets/review/lib/markdown.js');

const stack = (name: string, more: object = {}): Stack => ({
  name,
  account: '222222222222',
  region: 'eu-west-1',
  reviewedBy: 'changeSet',
  isNew: false,
  hasChanges: true,
  added: [],
  changed: [],
  replaced: [],
  removed: [],
  sections: [],
  permissions: [],
  risks: [],
  unusedAcknowledgements: [],
  ...more,
});
const table = { logicalId: 'Orders', type: 'AWS::DynamoDB::Table', properties: ['KeySchema'], replacement: 'certain', stateful: true };
const permission = { kind: 'statement', description: 'Allow s3:* on * to ${Role}', resources: ['Policy'] };
const broadened = { risk: 'broadenedPermissions', resources: ['Policy'], what: permission.description };
const replacement = { risk: 'replacement', resources: ['Orders'], type: table.type, what: 'holds data and is replaced' };

describe('P6: the summary in one line', () => {
  test('names first what holds data, then what broadens permissions, then the rest', () => {
    const stacks = [stack('a', { added: [table] }), stack('b', { permissions: [permission], risks: [broadened], changed: [table] }), stack('c', { replaced: [table], risks: [replacement] }), stack('d', { hasChanges: false })];
    expect(oneLine('prod', stacks)).toBe(
      'prod: 3 of 4 stacks change. c: 1 replaced; HOLDS DATA: Orders. b: 1 changed; broadened permissions: 1. a: 1 added.');
  });

  test('says of a new stack and of outputs what they are', () => {
    expect(oneLine('prod', [stack('a', { isNew: true, added: [table] }), stack('b', { sections: ['outputs'] })])).toBe('prod: 2 of 2 stacks change. a (new): 1 added. b: outputs changed.');
  });

  test('tells what is acknowledged with its reason, and does not warn of it', () => {
    const acknowledged = [{ ...replacement, acknowledged: 'moved to the archive' }, { ...broadened, acknowledged: 'reads the archive' }];
    expect(oneLine('prod', [stack('a', { replaced: [table], permissions: [permission], risks: acknowledged })])).toBe(
      'prod: 1 of 1 stacks change. a: 1 replaced; acknowledged: Orders (moved to the archive), Policy (reads the archive).');
    expect(variableFile('prod', [stack('a', { risks: acknowledged })])).toContain('HAS_RISKS=false\n');
  });

  test('warns of requests that may go astray, after what holds data', () => {
    const rule = { logicalId: 'Rule', type: 'AWS::ElasticLoadBalancingV2::ListenerRule', weighted: true };
    const traffic = stack('web', { changed: [rule], risks: [{ risk: 'trafficWeights', resources: ['Rule'], what: 'goes back' }] });
    const data = stack('api', { replaced: [table], risks: [{ risk: 'replacement', resources: ['Orders'], what: 'goes' }] });
    expect(oneLine('prod', [traffic, data])).toBe('prod: 2 of 2 stacks change. api: 1 replaced; HOLDS DATA: Orders. web: 1 changed; SETS TRAFFIC BACK: Rule.');
  });

  test('does not warn of data that stays in the account', () => {
    expect(oneLine('prod', [stack('a', { removed: [{ ...table, retained: true }] })])).toBe('prod: 1 of 1 stacks change. a: 1 removed.');
  });

  test('fills an approval\'s message together with the longest instructions', () => {
    expect(approvalMessage('i'.repeat(LONGEST_INSTRUCTIONS), 's'.repeat(LONGEST))).toHaveLength(LONGEST_MESSAGE);
  });

  test('says when it is cut, and what hurts most is not', () => {
    const text = oneLine('prod', [...Array.from({ length: 40 }, (_, index) => stack(`prod-service-${index}`)), stack('prod-data', { replaced: [table], risks: [replacement] })]);
    expect(text).toHaveLength(LONGEST);
    expect(text).toMatch(/^prod: 41 of 41 stacks change\. prod-data: 1 replaced; HOLDS DATA: Orders\. .* … \(cut; all of it is in change-summary\.md\)$/);
  });

  test('reaches a shell as it is, whatever the names', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.string(), (name, id) => {
      const text = variableFile('prod', [stack(name, { replaced: [table], risks: [{ ...replacement, resources: [id] }, { ...broadened, acknowledged: id }] })]);
      const { stdout, stderr, status } = spawnSync('sh', ['-c', `${text}printf '%s\\n' "$SUMMARY" "$HAS_CHANGES" "$HAS_RISKS"`], { encoding: 'utf8', env: { PATH: process.env.PATH } });
      expect([status, stderr, stdout.split('\n').slice(1)]).toEqual([0, '', ['true', 'true', '']]);
      expect(text).not.toContain('#{');
    }), { numRuns: 40 });
  });
});

describe('P6: the summary for a person', () => {
  test('shows at most 50 changes of a kind and says how many there are', () => {
    const added = Array.from({ length: 60 }, (_, index) => ({ logicalId: `Topic${index}`, type: 'AWS::SNS::Topic' }));
    const text = markdown('prod', [stack('a', { added })]);
    expect(text.match(/^- \+ /gm)).toHaveLength(50);
    expect(text).toContain('- … and 10 more in change-summary.json');
  });

  test('lists what is broadened and says how a stack was reviewed', () => {
    const text = markdown('prod', [stack('a', { reviewedBy: 'template', permissions: [permission], changed: [{ logicalId: 'Sub', type: 'AWS::CloudFormation::Stack' }] })]);
    expect(text).toContain('- `a`: permissions are broadened (1)\n');
    expect(text).toContain('Reviewed by comparing templates, because it depends on stacks that deploy before it.');
    expect(text).toContain('Permissions that are broadened:\n\n- `Allow s3:* on * to ${Role}`\n');
    expect(text).toContain('What changes inside of nested stacks is not listed.');
  });

  test('lets no name steer a terminal or become markup', () => {
    const text = markdown('prod', [stack('a', { added: [{ logicalId: 'X', path: 'a`b\u001b[2Jc\n# d', type: 'T' }] })]);
    expect(text).toContain("- + `a'b [2Jc # d` T");
  });
});
