import { Component, Project, Task } from 'projen';

/**
 * The commands of delivery as tasks, which is what people, buildspecs and workflows call.
 *
 * Use it on a project whose task `synth:silent` writes the cloud assembly to `cdk.out`.
 */
export class DeliveryTasks extends Component {
  /**
   * Runs the pipeline on this machine as it was synthesized. Arguments are passed on, such as `--approve prod`,
   * `--approve-all` and `--json`.
   */
  public readonly rehearse: Task;

  /** Lists how two environments differ. Takes their names, such as `beta prod`, and `--json`. */
  public readonly parity: Task;

  /** Lists the releases of a deployed site, or goes back to one. Takes an operation and `--stack`, such as `rollback --stack prod-web-Site`. */
  public readonly site: Task;

  constructor(project: Project) {
    super(project);
    this.rehearse = project.addTask('rehearse', {
      description: 'Runs the synthesized pipeline on this machine; takes --approve <name>, --approve-all and --json',
      steps: [
        { spawn: 'synth:silent' },
        { exec: 'cdk-multi-account-pipeline rehearse --app cdk.out', receiveArgs: true },
      ],
    });
    this.parity = project.addTask('parity', {
      description: 'Lists how two environments differ, such as: parity beta prod; takes --json',
      steps: [
        { spawn: 'synth:silent' },
        { exec: 'cdk-multi-account-pipeline parity --app cdk.out', receiveArgs: true },
      ],
    });
    this.site = project.addTask('site', {
      description: 'Lists the releases of a deployed site and goes back to one, such as: site rollback --stack prod-web-Site --reason "…"',
      exec: 'cdk-multi-account-pipeline site',
      receiveArgs: true,
    });
  }
}
