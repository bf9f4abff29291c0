import fc from 'fast-check';
import { compareTemplates } from '../../src/rehearsal/deployment/compare-templates';
import { NO_TEMPLATE, StackTemplate } from '../../src/rehearsal/deployment/stack-template';

function template(Resources: Record<string, unknown>, more: object = {}, nested: Record<string, StackTemplate> = {}): StackTemplate {
  return { body: { Resources, ...more }, nested };
}

const topic = (DisplayName: string) => ({ Type: 'AWS::SNS::Topic', Properties: { DisplayName }, Metadata: { 'aws:cdk:path': 'Api/Topic/Resource' } });
const table = (key: string, more: object = {}) => ({ Type: 'AWS::DynamoDB::Table', Properties: { KeySchema: [{ AttributeName: key, KeyType: 'HASH' }] }, ...more });
const statement = (more: object) => ({ Type: 'AWS::IAM::Policy', Properties: { Roles: ['role'], PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...more }] } } });
const group = (...SecurityGroupIngress: object[]) => ({ Type: 'AWS::EC2::SecurityGroup', Properties: { SecurityGroupIngress } });

describe('the change of a stack', () => {
  test('names what is added, changed, replaced and removed, with the construct and the properties but no value', async () => {
    const before = template({ Topic: topic('secret'), Orders: table('id'), Old: { Type: 'AWS::SQS::Queue' } });
    const changes = await compareTemplates(before, template({ Topic: topic('hidden'), Orders: table('key'), New: { Type: 'AWS::SQS::Queue' } }));
    expect(changes).toEqual({
      added: [{ logicalId: 'New', type: 'AWS::SQS::Queue' }],
      changed: [{ logicalId: 'Topic', path: 'Api/Topic/Resource', type: 'AWS::SNS::Topic', properties: ['DisplayName'] }],
      replaced: [{ logicalId: 'Orders', type: 'AWS::DynamoDB::Table', properties: ['KeySchema'], replacement: 'certain', stateful: true }],
      removed: [{ logicalId: 'Old', type: 'AWS::SQS::Queue', stateful: true }],
      sections: [],
      permissionsBroadened: false,
      permissionChanges: [],
    });
    expect(JSON.stringify(changes)).not.toMatch(/secret|hidden/);
  });

  test('says that a replacement is only possible, where it depends on values of the deployment', async () => {
    const instance = (KernelId: string) => template({ Server: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: KernelId } } });
    expect((await compareTemplates(instance('t3.small'), instance('t3.large'))).replaced).toMatchObject([{ logicalId: 'Server', replacement: 'possible' }]);
  });

  test('says that a removed resource stays in the account', async () => {
    const { removed } = await compareTemplates(template({ Orders: table('id', { DeletionPolicy: 'Retain' }) }), NO_TEMPLATE);
    expect(removed).toEqual([{ logicalId: 'Orders', type: 'AWS::DynamoDB::Table', stateful: true, retained: true }]);
  });

  test.each([['Retain', 'Retain', true], ['Retain', 'Delete', undefined], [undefined, 'Retain', undefined], ['Snapshot', 'Snapshot', undefined]])(
    'says whether what is replaced stays in the account, its policy being %s and then %s', async (before, after, retained) => {
      const of = (key: string, UpdateReplacePolicy: string | undefined) => template({ Orders: table(key, { UpdateReplacePolicy }) });
      const { replaced } = await compareTemplates(of('id', before), of('key', after));
      expect(replaced[0].retained).toBe(retained);
    });

  test('says that only the content of an asset has changed', async () => {
    const lambda = (hash: string, memory = 128) => template({ Handler: { Type: 'AWS::Lambda::Function', Properties: { Code: { S3Key: `${hash.repeat(64)}.zip` }, MemorySize: memory } } });
    expect((await compareTemplates(lambda('a'), lambda('b'))).changed).toMatchObject([{ properties: ['Code'], assetsOnly: true }]);
    expect((await compareTemplates(lambda('a'), lambda('b', 256))).changed[0].assetsOnly).toBeUndefined();
  });

  test('opens nested stacks in place of naming their assets', async () => {
    const parent = (hash: string, child: StackTemplate) => template({ Child: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: `https://x/${hash.repeat(64)}.json` } } }, {}, { Child: child });
    const { changed, added } = await compareTemplates(parent('a', template({ Topic: topic('a') })), parent('b', template({ Topic: topic('b'), More: topic('c') })));
    expect(changed.map(({ logicalId }) => logicalId)).toEqual(['Child/Topic']);
    expect(added.map(({ logicalId }) => logicalId)).toEqual(['Child/More']);
  });

  test('leaves out CDK\'s own metadata and names the other sections that differ', async () => {
    const after = template({ CDKMetadata: { Type: 'AWS::CDK::Metadata', Properties: { Analytics: 'x' } } }, { Outputs: { Url: { Value: 'x' } } });
    expect(await compareTemplates(template({}), after)).toMatchObject({ added: [], sections: ['outputs'] });
  });

  test('has one order, whatever the order of the templates', async () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9]{1,8}$/), { minLength: 1, maxLength: 6 });
    await fc.assert(fc.asyncProperty(names, async (ids) => {
      const of = (order: string[]) => template(Object.fromEntries(order.map((id) => [`R${id}`, statement({ Resource: id })])));
      expect(await compareTemplates(NO_TEMPLATE, of([...ids].reverse()))).toEqual(await compareTemplates(NO_TEMPLATE, of(ids)));
    }), { numRuns: 25 });
  });
});

describe('permissions are broadened', () => {
  test.each([
    ['a statement that allows', statement({}), statement({ Action: 's3:*' }), true, 'Allow s3:* on * to AWS:role'],
    ['all but some actions', undefined, statement({ Action: undefined, NotAction: 'iam:*' }), true, 'Allow NOT iam:* on * to AWS:role'],
    ['a denial that is gone', statement({ Effect: 'Deny' }), undefined, true, 'Deny s3:GetObject on * to AWS:role'],
    ['an open port', group(), group({ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' }), true, 'ingress to ${One.GroupId} from Everyone (IPv4): TCP 22'],
    ['a managed policy', undefined, { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] } }, true, 'arn:aws:iam::aws:policy/AdministratorAccess for ${One}'],
    ['not by a new denial', undefined, statement({ Effect: 'Deny' }), false, 'Deny s3:GetObject on * to AWS:role'],
    ['not by less', statement({}), undefined, false, 'Allow s3:GetObject on * to AWS:role'],
  ])('by %s', async (_what, before, after, broadened, description) => {
    const of = (resource: object | undefined) => template(resource ? { One: resource } : {});
    const changes = await compareTemplates(of(before), of(after));
    expect(changes.permissionsBroadened).toBe(broadened);
    expect(changes.permissionChanges[0]).toMatchObject({ broadens: broadened, description });
  });

  test('without telling the values of a condition', async () => {
    const { permissionChanges } = await compareTemplates(NO_TEMPLATE, template({ One: statement({ Condition: { StringEquals: { 'sts:ExternalId': 'secret' } } }) }));
    expect(permissionChanges[0].description).toBe('Allow s3:GetObject on * to AWS:role under a condition');
  });
});
