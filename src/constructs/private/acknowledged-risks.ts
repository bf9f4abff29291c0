import { Stack } from 'aws-cdk-lib';
import type { Problems } from '../../blueprint/private/problems';
import type { AcknowledgedRiskProps } from '../release-risk';

/** Read by assets/review/lib/acknowledgements.js. The template's own metadata outlives the resources that it speaks of. */
const KEY = 'cdk-multi-account-pipeline:acknowledged-risks';

/** Writes the acknowledgement into the stack's template, unless there are problems. */
export function addAcknowledgedRisk(stack: Stack, { logicalId, risk, reason }: AcknowledgedRiskProps, problems: Problems): void {
  const { metadata = {} } = stack.templateOptions;
  const earlier = (metadata[KEY] ?? []) as AcknowledgedRiskProps[];
  const idOf = (one: AcknowledgedRiskProps) => stack.resolve(one.logicalId) as string;
  if (earlier.some((one) => one.risk === risk && idOf(one) === stack.resolve(logicalId))) {
    problems.add('logicalId', `must not be acknowledged twice for ${risk}`, stack.resolve(logicalId), 'Remove one of the two, or write both reasons into one.');
  }
  if (problems.messages.length === 0) {
    stack.templateOptions.metadata = { ...metadata, [KEY]: [...earlier, { logicalId, risk, reason }] };
  }
}
