import { App, aws_dynamodb as dynamodb, CfnResource, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ReleaseRisk, RiskKind } from '../../src';

const { acknowledgementsIn } = jest.requireActual<{ acknowledgementsIn: (template: object) => object[] }>('../../assets/review/lib/acknowledgements.js');
const { risksOf } = jest.requireActual<{ risksOf: (changes: object) => { risk: string }[] }>('../../assets/review/lib/risks.js');

function newStack(): Stack {
  const stack = new Stack(new App(), 'prod-api');
  new CfnResource(stack, 'Topic', { type: 'AWS::SNS::Topic' });
  return stack;
}


const replacement = { logicalId: 'Orders1A2B', risk: RiskKind.REPLACEMENT, reason: 'moved to the archive' };
const readBy = (stack: Stack) => acknowledgementsIn(Template.fromStack(stack).toJSON());

describe('P12: an acknowledged risk', () => {
  test('is in the metadata of the template, where the review reads it, beside what others have written there', () => {
    const stack = newStack();
    stack.templateOptions.metadata = { owner: 'orders' };
    ReleaseRisk.acknowledge(stack, replacement);
    ReleaseRisk.acknowledge(stack, { ...replacement, risk: RiskKind.DELETION });
    expect(readBy(stack)).toEqual([replacement, { ...replacement, risk: 'deletion' }]);
    expect(Template.fromStack(stack).toJSON().Metadata.owner).toBe('orders');
  });

  test('may name a resource of the app, whatever its logical id becomes', () => {
    const stack = newStack();
    const table = new dynamodb.TableV2(stack, 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
    const resource = table.node.defaultChild as CfnResource;
    ReleaseRisk.acknowledge(stack, { ...replacement, logicalId: resource.logicalId });
    resource.overrideLogicalId('Renamed');
    expect(readBy(stack)).toEqual([{ ...replacement, logicalId: 'Renamed' }]);
  });

  test('has a name that the review finds risks by', () => {
    const change = { logicalId: 'Orders', type: 'AWS::DynamoDB::Table', stateful: true, replacement: 'certain' };
    const rule = { logicalId: 'Rule', type: 'AWS::ElasticLoadBalancingV2::ListenerRule', weighted: true };
    const found = risksOf({ isNew: false, replaced: [change], removed: [change], changed: [rule], permissions: [{ resources: ['Policy'], description: 'Allow s3:*' }] });
    expect(found.map(({ risk }) => risk).sort()).toEqual(Object.values(RiskKind).sort());
  });

  test('is refused with all that is wrong with it, and not written then', () => {
    const stack = newStack();
    expect(() => ReleaseRisk.acknowledge(stack, { ...replacement, logicalId: 'prod-api/Orders', reason: ' ' })).toThrow([
      'ReleaseRisk.acknowledge of prod-api has 2 problems:',
      '  - logicalId must be letters and digits, at most 255, got: prod-api/Orders. Take it from the summary of the changes, or from stack.getLogicalId(…).',
      '  - reason must be text, got:  . Say why the risk is right.',
    ].join('\n'));
    expect(readBy(stack)).toEqual([]);
  });

  test('is refused a second time, by whatever name', () => {
    const stack = newStack();
    const resource = new CfnResource(stack, 'Orders1A2B', { type: 'AWS::SQS::Queue' });
    ReleaseRisk.acknowledge(stack, replacement);
    expect(() => ReleaseRisk.acknowledge(stack, { ...replacement, logicalId: resource.logicalId })).toThrow(
      'logicalId must not be acknowledged twice for replacement, got: Orders1A2B. Remove one of the two, or write both reasons into one.');
  });
});
