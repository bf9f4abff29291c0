import { DeploymentEnvironment } from '../../../../blueprint';

/** The action that waits for a person. */
export const APPROVE = 'Approve';

/** A stage of its own: a rollback of the deployment must not ask again, and skipping the question must not skip the deployment. */
export function approvalStageOf({ name }: DeploymentEnvironment): string {
  return `${name}.${APPROVE}`;
}
