import { BuildNetwork } from './builds/build-network';

/** What every check has, whatever it does. */
export interface CheckOptions {
  /** Names the check in the pipeline, such as `smoke`. Lowercase letters, digits and hyphens, at most 20 characters. */
  readonly name: string;

  /**
   * Stack outputs that the check reads as environment variables: variable to `stage.Output`, such as
   * `{ API_URL: 'api.Url' }`. The stage is named without its environment: `beta-api` is `api`.
   *
   * @default - no outputs
   */
  readonly outputs?: { [variable: string]: string };

  /**
   * Secrets that the check reads as environment variables: variable to the name of a secret in Secrets Manager of the
   * tools account, or to `name:key` for one key of it. The check may read exactly these.
   *
   * @default - no secrets
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.env.secrets-manager
   */
  readonly secrets?: { [variable: string]: string };

  /**
   * How long the check may take, from 5 to 480 minutes. One that takes longer has failed.
   *
   * @default 60
   * @see https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateProject.html
   */
  readonly timeoutMinutes?: number;

  /**
   * Where the check runs, if what it looks at is private.
   *
   * @default - outside of any VPC
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/vpc-support.html
   */
  readonly network?: BuildNetwork;
}
