import type { Environment } from 'aws-cdk-lib';
import type { DeploymentEnvironment, EnvironmentProfile } from '../blueprint';

/**
 * Where a stage is deployed, what the environment is for, and how its stack is named: give `deploymentEnvironment`, or
 * `env` and `profile`.
 */
export interface StagePlacement {
  /**
   * The environment of the blueprint that the stage is for. It gives account, region, profile, and the name of the stack:
   * `nameOf` with the stage's id, so that the stage `beta-api` is deployed as `beta-orders-api`.
   *
   * The stage tells its address to other stages by parameters under `parameterOf`. A stack that is deployed already keeps its resources
   * only under its old name: give it as `stackName`.
   *
   * @default - `env` and `profile` are given, and the stack has CDK's name: the stage's id and the stack's
   */
  readonly deploymentEnvironment?: DeploymentEnvironment;

  /**
   * The account and region that the stage is deployed to. Both are needed.
   *
   * @default - the account of `deploymentEnvironment` and its main region
   */
  readonly env?: Environment;

  /**
   * What the environment is for. Required without `deploymentEnvironment`, so that nobody gets deletion in production by
   * omission.
   *
   * @default - the profile of `deploymentEnvironment`
   */
  readonly profile?: EnvironmentProfile;

  /**
   * The name of the stage's stack. Letters, digits and hyphens, a letter first, at most 128 characters.
   *
   * @default - the name that `deploymentEnvironment` gives, or else CDK's
   */
  readonly stackName?: string;
}
