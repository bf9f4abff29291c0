import { Stack } from 'aws-cdk-lib';
import { withDependencies } from '../../stack-dependencies';

/** A stack that the pipeline's update deploys, as its review's configuration names it. */
export interface UpdatedStack {
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

/** The pipeline's stack and all that it depends on, as far as they are in its account. */
export function updatedStacks(stack: Stack): UpdatedStack[] {
  return withDependencies(stack).filter(({ account }) => account === stack.account)
    .map(({ stackName, account, region }) => ({ name: stackName, account, region }))
    .sort((one, other) => (`${one.name} ${one.region}` < `${other.name} ${other.region}` ? -1 : 1));
}
