import { DeploymentEnvironment } from '../../../../blueprint';

/** The action that waits for a person. */
export const APPROVE = 'Approve';

/** The stage in which CDK Pipelines lets the pipeline update itself. */
export const UPDATE = 'UpdatePipeline';

/** The stages before it, which exist where updates are reviewed. */
export const UPDATE_REVIEW = `${UPDATE}.Review`;
export const UPDATE_APPROVAL = `${UPDATE}.${APPROVE}`;

/** A stage of its own: a rollback of the deployment must not ask again, and skipping the question must not skip the deployment. */
export function approvalStageOf({ name }: DeploymentEnvironment): string {
  return `${name}.${APPROVE}`;
}
