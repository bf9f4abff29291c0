import { Component, DependencyType, Project, YamlFile } from 'projen';
import { DeliveryBranch, PipelineBlueprint } from '../blueprint';
import { DEPLOYED, deliveryJobs } from './private/delivery-jobs';
import { VERSIONS } from './private/versions';
import { WorkflowFile } from './private/workflow-file';
import { tooManyJobs } from './private/workflow-limits';
import { Problems } from '../blueprint/private/problems';

/** What is delivered by GitHub Actions. */
export interface DeliveryWorkflowOptions {
  /** What is delivered where, usually `PipelineBlueprint.fromFile('pipeline.json')`. */
  readonly blueprint: PipelineBlueprint;
}

/**
 * The workflows `.github/workflows/deliver-<branch>.yml`, one for each branch of the blueprint, and the tasks that they call.
 *
 * Builds in parallel, the synth, the assets, then environment after environment: approval, stages, checks. Use it where
 * GitHub Actions and not CodePipeline delivers; the CDK app then has a `DeliveryPlan`. Roles come from OIDC: the variable
 * `AWS_PUBLISH_ROLE_ARN` of the repository and `AWS_DEPLOY_ROLE_ARN` of each environment at GitHub. A new run waits for
 * the one that is under way, and takes the place of an older one that waits.
 *
 * The project has the task `synth:silent`, which writes `cdk.out`, and a task `build:<name>` for each build.
 *
 * @see https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/manage-environments
 */
export class DeliveryWorkflow extends Component {
  /** The workflow files in the order of the blueprint's branches, for changes of your own. */
  public readonly files: YamlFile[];

  private readonly blueprint: PipelineBlueprint;

  /**
   * @throws Error if two branches would write the same file. When the project is synthesized: if a file is larger than GitHub
   * reads
   */
  constructor(project: Project, options: DeliveryWorkflowOptions) {
    super(project);
    this.blueprint = options.blueprint;
    this.addTasks();
    const names = this.blueprint.branches.map((branch) => `deliver-${branch.name.replace(/[^A-Za-z0-9]+/g, '-')}`);
    const problems = new Problems();
    names.filter((name, index) => names.indexOf(name) !== index).forEach((name) => problems.add(
      'branches', 'must differ in letters or digits', `two branches that write ${name}.yml`, 'Rename one of them.'));
    problems.throwIfAny('DeliveryWorkflow');
    this.files = this.blueprint.branches.map((branch, index) => new WorkflowFile(project, names[index], {
      name: names[index],
      on: { push: { branches: [branch.name] } },
      permissions: {},
      // One release at a time; among those that wait GitHub keeps the newest. A deployment is never broken off.
      concurrency: { 'group': names[index], 'cancel-in-progress': false },
      jobs: this.jobsOf(branch, names[index]),
    }));
  }

  /**
   * Called by projen before the files are written.
   *
   * @throws Error if a build has no task
   */
  public preSynthesize(): void {
    const problems = new Problems();
    for (const build of this.blueprint.builds.filter(({ name }) => !this.project.tasks.tryFind(`build:${name}`))) {
      problems.add('builds', 'must have a task each', build.name, `CodeBuild alone executes ${build.buildspec}. Write project.addTask('build:${build.name}', …) in .projenrc.ts.`);
    }
    problems.throwIfAny('DeliveryWorkflow');
  }

  private jobsOf(branch: DeliveryBranch, workflow: string): object {
    const jobs = deliveryJobs(this.blueprint, branch);
    const warning = tooManyJobs(Object.keys(jobs).length, workflow);
    if (warning !== undefined) {
      this.project.logger.warn(warning);
    }
    return jobs;
  }

  private addTasks(): void {
    const steps: Record<string, string> = {
      publish: 'Publishes the assets of the synthesized app; takes --environment <name>, repeatable',
      approval: 'Fails unless an environment at GitHub has required reviewers; takes --environment <name>',
      deploy: 'Deploys the stages of an environment; takes --environment <name>',
      check: 'Runs a check of a deployed environment; takes --environment <name> and --check <name>',
    };
    for (const [name, description] of Object.entries(steps)) {
      this.project.addTask(`deliver:${name}`, { description, exec: `cdk-multi-account-pipeline deliver ${name}`, receiveArgs: true });
    }
    this.project.deps.addDependency(`cdk-assets@${VERSIONS.cdkAssets}`, DependencyType.BUILD);
    this.project.gitignore.exclude(`/${DEPLOYED}/`);
  }
}
