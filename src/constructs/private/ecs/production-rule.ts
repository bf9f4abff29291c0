import { aws_elasticloadbalancingv2 as elbv2, Stack } from 'aws-cdk-lib';
import type { Traffic } from './traffic';
import { Problems } from '../../../blueprint/private/problems';

const REMEDY = 'Remove what changes it, such as a property override: CloudFormation would write the weights of the template over those that '
  + 'ECS has set, and requests would go to a group without tasks. Give rules of your own another listener, or a priority after it.';

/**
 * Refuses every change to the rule whose weights ECS moves.
 *
 * What the rule must be stands here a second time, because whoever changes what it is made of has to be stopped as well.
 *
 * @see https://github.com/aws/aws-cdk/issues/36649
 */
export function guardProductionRule(traffic: Pick<Traffic, 'blue' | 'green' | 'listener' | 'productionRule'>): void {
  const { blue, green, listener, productionRule } = traffic;
  const resource = productionRule.node.defaultChild as elbv2.CfnListenerRule;
  const stack = Stack.of(productionRule);
  // A tag that is added later would be a change of the rule as well.
  resource.addPropertyDeletionOverride('Tags');
  productionRule.node.addValidation({
    validate: () => {
      const expected: Record<string, unknown> = stack.resolve({
        Actions: [{
          ForwardConfig: {
            TargetGroups: [{ TargetGroupArn: blue.targetGroupArn, Weight: 100 }, { TargetGroupArn: green.targetGroupArn, Weight: 0 }],
          },
          Type: 'forward',
        }],
        Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }],
        ListenerArn: listener.listenerArn,
        Priority: 1,
      });
      return differences(expected, propertiesOf(stack, resource));
    },
  });
}

function differences(expected: Record<string, unknown>, found: Record<string, unknown>): string[] {
  const problems = new Problems();
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const must = expected[key] === undefined ? 'must be absent' : `must be ${JSON.stringify(expected[key])}`;
    if (JSON.stringify(found[key]) !== JSON.stringify(expected[key])) {
      problems.add(`${key} of the rule that divides requests`, must, found[key], REMEDY);
    }
  }
  return problems.messages;
}

/** The properties as the template will have them, overrides included. */
function propertiesOf(stack: Stack, resource: elbv2.CfnListenerRule): Record<string, unknown> {
  const { Resources } = stack.resolve(resource._toCloudFormation());
  return Resources[stack.resolve(resource.logicalId)].Properties;
}
