import { Component, Project, Task } from 'projen';

/** Where the policies are kept; `execution-policy` writes there unless it is told otherwise. */
const FOLDER = 'execution-policies';

/**
 * Commands for what the accounts must have before anything is delivered to them.
 *
 * Use it on a project whose task `synth:silent` writes the cloud assembly to `cdk.out`.
 */
export class BootstrapTasks extends Component {
  /**
   * Writes the policies that CloudFormation needs in each account to `execution-policies/`, for a bootstrap without
   * Administrator. Once that folder is there, the build fails when the stacks need other rights than it gives.
   *
   * @see https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html
   */
  public readonly executionPolicy: Task;

  constructor(project: Project) {
    super(project);
    this.executionPolicy = project.addTask('execution-policy', {
      description: 'Writes the policies of CloudFormation\'s execution roles to execution-policies/; takes --check and --json',
      steps: [
        { spawn: 'synth:silent' },
        { exec: 'cdk-multi-account-pipeline execution-policy --app cdk.out', receiveArgs: true },
      ],
    });
    project.tasks.tryFind('post-compile')?.exec('cdk-multi-account-pipeline execution-policy --app cdk.out --check', { condition: `test -d ${FOLDER}` });
  }
}
