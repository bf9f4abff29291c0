import { CheckOptions } from './check-options';

/** Commands that prove a deployment: integration tests, end-to-end tests, whatever the repository has. */
export interface CommandCheckProps extends CheckOptions {
  /**
   * Shell commands, run in a copy of the repository one after another. The first one that exits with another code
   * than 0 fails the check and stops the release.
   */
  readonly commands: string[];

  /**
   * JUnit files that the commands write, as paths or patterns from the repository's root, such as `reports/*.xml`. CodeBuild
   * shows them as a report.
   *
   * @default - no report
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/test-reporting.html
   */
  readonly reports?: string[];

  /**
   * The name of a role in the environment's account that the AWS tools of the commands act as. The role must trust the
   * tools account; the check may assume no other one.
   *
   * @default - the commands have no rights in any account
   */
  readonly role?: string;
}
