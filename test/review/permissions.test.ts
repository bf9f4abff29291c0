import * as fc from 'fast-check';

interface Side { readonly [property: string]: unknown }
interface Change { readonly logicalId: string; readonly type: string; readonly before?: Side; readonly after?: Side }
const { broadenedBy } = jest.requireActual<{ broadenedBy: (changes: readonly Change[]) => { kind: string; description: string }[] }>('../../assets/review/lib/permissions.js');

const said = (...changes: Change[]) => broadenedBy(changes).map(({ description }) => description);
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const allow = (Action: unknown, Resource: unknown = '*', more: object = {}) => ({ Effect: 'Allow', Action, Resource, ...more });
const policy = (before: object[] | undefined, after: object[] | undefined, more: object = {}): Change => ({
  logicalId: 'Policy',
  type: 'AWS::IAM::Policy',
  ...(before && { before: { PolicyDocument: document(...before), Roles: [{ Ref: 'Role' }] } }),
  ...(after && { after: { PolicyDocument: document(...after), Roles: [{ Ref: 'Role' }], ...more } }),
});
const role = (before: object | undefined, after: object | undefined): Change =>
  ({ logicalId: 'Role', type: 'AWS::IAM::Role', ...(before && { before: before as Side }), ...(after && { after: after as Side }) });

describe('P6: broadened permissions', () => {
  test.each<[string, Change, string[]]>([
    ['a new statement', policy([allow('s3:GetObject')], [allow('s3:GetObject'), allow('sns:Publish', { Ref: 'Topic' })]), ['Allow sns:Publish on ${Topic} to ${Role}']],
    ['a new policy', policy(undefined, [allow(['s3:Put*', 's3:Get*'], { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, '/*']] })]),
      ['Allow s3:Get*, s3:Put* on ${Bucket.Arn}/* to ${Role}']],
    ['another identity that has the policy', policy([allow('s3:*')], [allow('s3:*')], { Roles: [{ Ref: 'Role' }, 'admin'] }), ['Allow s3:* on * to ${Role}, admin']],
    ['a condition that goes', policy([allow('s3:*', '*', { Condition: { Bool: { a: true } } })], [allow('s3:*')]), ['Allow s3:* on * to ${Role}']],
    ['another condition', policy([allow('s3:*', '*', { Condition: { Bool: { a: true } } })], [allow('s3:*', '*', { Condition: { Bool: { b: true } } })]), ['Allow s3:* on * to ${Role} under a condition']],
    ['a prohibition that goes', policy([{ Effect: 'Deny', Action: 's3:*', Resource: '*' }], []), ['no longer Deny s3:* on * to ${Role}']],
    ['fewer exceptions', policy([{ Effect: 'Allow', NotAction: ['iam:*', 'sts:*'], Resource: '*' }], [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }]), ['Allow all actions but iam:* on * to ${Role}']],
    ['a statement under a condition of the template', policy([], [{ 'Fn::If': ['IsProd', allow('s3:*'), { Ref: 'AWS::NoValue' }] }]), ['Allow s3:* on * to ${Role}']],
    ['a statement in an inline policy', role({}, { Policies: [{ PolicyName: 'x', PolicyDocument: document(allow('sqs:*')) }] }), ['Allow sqs:* on * to ${Role}']],
    ['a managed policy', role({ ManagedPolicyArns: ['a'] }, { ManagedPolicyArns: ['a', 'arn:aws:iam::aws:policy/AdministratorAccess'] }), ['arn:aws:iam::aws:policy/AdministratorAccess for ${Role}']],
    ['a permissions boundary that goes', role({ PermissionsBoundary: 'b' }, {}), ['${Role} is no longer limited by the permissions boundary b']],
    ['another permissions boundary', role({ PermissionsBoundary: 'b' }, { PermissionsBoundary: 'c' }), ['${Role} is limited by c and no longer by the permissions boundary b']],
    ['a trusted principal', role({ AssumeRolePolicyDocument: document({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: 'a' } }) },
      { AssumeRolePolicyDocument: document({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: ['a', '*'] } }) }), ['Allow sts:AssumeRole to AWS:*, AWS:a (trust of Role)']],
    ['a resource policy', { logicalId: 'Lock', type: 'AWS::S3::BucketPolicy', before: { PolicyDocument: document() }, after: { PolicyDocument: document(allow('s3:GetObject', '*', { Principal: '*' })) } },
      ['Allow s3:GetObject on * to * (policy of Lock)']],
    ['a resource policy that is a text', {
      logicalId: 'Logs',
      type: 'AWS::Logs::ResourcePolicy',
      before: { PolicyDocument: '{}' },
      after: {
        PolicyDocument: { 'Fn::Join': ['', ['{"Statement":{"Effect":"Allow","Action":"logs:PutLogEvents","Resource":"', { Ref: 'Group' }, '","Principal":{"Service":"es.amazonaws.com"}}}']] },
      },
    }, ['Allow logs:PutLogEvents on ${Group} to Service:es.amazonaws.com (policy of Logs)']],
    ['a key policy for another key, whatever the policies of others say', { logicalId: 'Key', type: 'AWS::KMS::Key', after: { KeyPolicy: document(allow('kms:*', '*', { Principal: { AWS: 'root' } })) } },
      ['Allow kms:* on * to AWS:root (policy of Key)']],
    ['a permission to call a function', { logicalId: 'Call', type: 'AWS::Lambda::Permission', after: { Action: 'lambda:InvokeFunction', FunctionName: { 'Fn::GetAtt': ['Fn', 'Arn'] }, Principal: '*' } },
      ['Allow lambda:InvokeFunction on ${Fn.Arn} to * (policy of a function)']],
  ])('are told of %s', (_, change, expected) => {
    expect(said(change)).toEqual(expected);
  });

  test.each<[string, Change[]]>([
    ['the same in another order', [policy([allow(['a:B', 'a:C']), allow('d:E')], [allow('d:E'), allow(['a:C', 'a:B'])])]],
    ['one resource less', [policy([allow('s3:*', ['a', 'b'])], [allow('s3:*', 'a')])]],
    ['an action that was allowed by a wildcard, in other letters', [policy([allow('S3:get*')], [allow('s3:GetObject', 'a')])]],
    ['a new condition', [policy([allow('s3:*')], [allow('s3:*', '*', { Condition: { Bool: { a: true } } })])]],
    ['a new prohibition', [policy([], [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }])]],
    ['a permission that moves to another policy of the role', [policy([allow('s3:*')], undefined), { ...policy(undefined, [allow('s3:*')]), logicalId: 'Other' }]],
    ['a rule of a web firewall', [{ logicalId: 'Waf', type: 'AWS::WAFv2::WebACL', after: { Rules: [{ Statement: { ManagedRuleGroupStatement: {} } }] } }]],
  ])('are not told of %s', (_, changes) => {
    expect(said(...changes)).toEqual([]);
  });

  test('are not told when a wildcard of the old policy is narrower than the new one', () => {
    expect(said(policy([allow('s3:Get?')], [allow('s3:Get*')]))).toEqual(['Allow s3:Get* on * to ${Role}']);
  });
});

describe('P6: broadened network access', () => {
  const group = (before: object, after: object): Change => ({ logicalId: 'Group', type: 'AWS::EC2::SecurityGroup', before: before as Side, after: after as Side });
  const https = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/8' };

  test.each<[string, Change, string[]]>([
    ['an ingress rule', group({ SecurityGroupEgress: [] }, { SecurityGroupEgress: [], SecurityGroupIngress: [https] }), ['ingress to ${Group} from 10.0.0.0/8: tcp 443']],
    ['a wider peer', group({ SecurityGroupEgress: [], SecurityGroupIngress: [https] }, { SecurityGroupEgress: [], SecurityGroupIngress: [{ ...https, CidrIp: '0.0.0.0/0' }] }), ['ingress to ${Group} from 0.0.0.0/0: tcp 443']],
    ['a range of ports', group({ SecurityGroupEgress: [] }, { SecurityGroupEgress: [{ ...https, ToPort: 445 }] }), ['egress of ${Group} to 10.0.0.0/8: tcp 443-445']],
    ['no egress rules any more, which lets everything out', group({ SecurityGroupEgress: [https] }, {}), ['egress of ${Group} to 0.0.0.0/0: everything']],
    ['a rule of its own', { logicalId: 'Rule', type: 'AWS::EC2::SecurityGroupIngress', after: { GroupId: { 'Fn::GetAtt': ['Group', 'GroupId'] }, SourceSecurityGroupId: 'sg-1', IpProtocol: '6', FromPort: 80, ToPort: 80 } },
      ['ingress to ${Group.GroupId} from sg-1: tcp 80']],
    ['an egress rule of its own', { logicalId: 'Rule', type: 'AWS::EC2::SecurityGroupEgress', after: { GroupId: 'sg-1', DestinationPrefixListId: 'pl-1', IpProtocol: 'icmp' } }, ['egress of sg-1 to pl-1: icmp']],
  ])('is told of %s', (_, change, expected) => {
    expect(said(change)).toEqual(expected);
  });

  test('is not told of a rule that goes', () => {
    expect(said(group({ SecurityGroupEgress: [https], SecurityGroupIngress: [https] }, { SecurityGroupEgress: [] }))).toEqual([]);
  });
});

describe('P6: broadened permissions, whatever the policies', () => {
  const texts = fc.uniqueArray(fc.constantFrom('s3:GetObject', 's3:PutObject', 's3:Get*', 'sns:*', '*'), { minLength: 1, maxLength: 3 });
  const statement = fc.record({ Effect: fc.constantFrom('Allow', 'Deny'), Action: texts, Resource: fc.uniqueArray(fc.constantFrom('a', 'b', 'a*', '*'), { minLength: 1, maxLength: 3 }) });
  const statements = fc.array(statement, { maxLength: 4 });

  test('nothing is told of policies that stay as they are', () => {
    fc.assert(fc.property(statements, (all) => expect(said(policy(all, [...all].reverse()))).toEqual([])));
  });

  test('nothing is told when allowing statements lose actions, or go', () => {
    fc.assert(fc.property(statements, (all) => {
      const narrowed = all.map((one) => one.Effect === 'Allow' ? { ...one, Action: one.Action.slice(0, 1) } : one).filter(({ Effect }, index) => Effect === 'Deny' || index % 2 === 0);
      expect(said(policy(all, narrowed))).toEqual([]);
    }));
  });

  test('every permission is told that no statement gave before', () => {
    fc.assert(fc.property(statements, (all) => {
      expect(said(policy(all, [...all, allow('iam:PassRole', 'c')]))).toEqual(all.some(({ Effect, Action, Resource }) => Effect === 'Allow' && Action.includes('*') && Resource.includes('*'))
        ? [] : ['Allow iam:PassRole on c to ${Role}']);
    }));
  });
});
