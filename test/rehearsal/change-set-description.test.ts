import { describeChangeSet } from '../../src/rehearsal/deployment/change-set-description';
import type { StackTemplate } from '../../src/rehearsal/deployment/stack-template';

const STACK = { account: '222222222222', region: 'eu-west-1', name: 'api' };
const template = (Resources: object, more: object = {}): StackTemplate => ({ body: { Resources, ...more }, nested: {} });
const bucket = (Properties: object, more: object = {}) => ({ Type: 'AWS::S3::Bucket', Properties, ...more });
const table = (key: string, more: object = {}) => ({ Type: 'AWS::DynamoDB::Table', Properties: { KeySchema: [{ AttributeName: key, KeyType: 'HASH' }] }, ...more });

async function changes(live: StackTemplate, now: StackTemplate): Promise<Record<string, unknown>[]> {
  const { Changes } = await describeChangeSet(STACK, 'review', live, now) as { Changes: { ResourceChange: Record<string, unknown> }[] };
  return Changes.map(({ ResourceChange: { BeforeContext: _before, AfterContext: _after, ...rest } }) => rest);
}

describe('a rehearsed change set, in the words of CloudFormation,', () => {
  test('says of each resource what happens to it and to its data', async () => {
    const live = template({ Orders: table('id'), Kept: table('id', { UpdateReplacePolicy: 'Retain' }), Files: bucket({}), Old: bucket({}), Stays: bucket({}, { DeletionPolicy: 'Retain' }) });
    const now = template({ Orders: table('sku'), Kept: table('sku', { UpdateReplacePolicy: 'Retain' }), Files: bucket({ Tags: [] }, { DependsOn: 'Orders' }), New: bucket({}) });
    const property = (Name: string) => ({ Target: { Attribute: 'Properties', Name, Path: `/Properties/${Name}` }, Evaluation: 'Static', ChangeSource: 'DirectModification' });
    const identity = (LogicalResourceId: string, type: string) => ({ LogicalResourceId, ResourceType: `AWS::${type}` });
    expect(await changes(live, now)).toEqual([
      { Action: 'Add', ...identity('New', 'S3::Bucket'), Details: [] },
      {
        Action: 'Modify',
        ...identity('Files', 'S3::Bucket'),
        Replacement: 'False',
        Details: [{ Target: { Attribute: 'DependsOn' }, Evaluation: 'Static', ChangeSource: 'DirectModification' }, property('Tags')],
      },
      { Action: 'Modify', ...identity('Kept', 'DynamoDB::Table'), Replacement: 'True', PolicyAction: 'ReplaceAndRetain', Details: [property('KeySchema')] },
      { Action: 'Modify', ...identity('Orders', 'DynamoDB::Table'), Replacement: 'True', PolicyAction: 'ReplaceAndDelete', Details: [property('KeySchema')] },
      { Action: 'Remove', ...identity('Old', 'S3::Bucket'), PolicyAction: 'Delete', Details: [] },
      { Action: 'Remove', ...identity('Stays', 'S3::Bucket'), PolicyAction: 'Retain', Details: [] },
    ]);
  });

  test('has the nested stack, and not what is in it', async () => {
    const nested = (url: string, topics: object): StackTemplate => ({
      body: { Resources: { Sub: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: `https://s3/${url.repeat(64)}.json` } } } }, nested: { Sub: template(topics) },
    });
    const topic = { Topic: { Type: 'AWS::SNS::Topic' } };
    expect(await changes(nested('a', {}), nested('b', topic))).toMatchObject([{ Action: 'Modify', LogicalResourceId: 'Sub', Details: [{ Target: { Name: 'TemplateURL' } }] }]);
  });

  test('is ready without a change of a resource if an output changes', async () => {
    const set = await describeChangeSet(STACK, 'review', template({}, { Outputs: { A: { Value: 'a' } } }), template({}, { Outputs: { A: { Value: 'b' } } }));
    expect(set).toMatchObject({ Status: 'CREATE_COMPLETE', Changes: [] });
  });
});
