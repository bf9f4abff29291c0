import { aws_codepipeline as codepipeline, aws_events as events } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** What is described for the approval. */
export const REVIEW_CHANGE_SET = 'review';

/** What is executed after it. */
export const RELEASE_CHANGE_SET = 'release';

const LONGEST_NAME = 100;

/**
 * An action of CDK Pipelines that deploys a stack: as it is, or, if the stack was reviewed, by executing a change set.
 *
 * Which stack it deploys is known only once the action is bound, by its template.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-CloudFormation.html
 */
export class Deployment implements codepipeline.IAction {
  private configuration: Record<string, unknown> = {};

  public constructor(
    private readonly action: codepipeline.IAction, private readonly isReviewed: (template: string) => boolean, private readonly runOrder: number,
  ) {}

  /** The stack's template as a path in the assembly; none before the action is bound. */
  public get template(): string | undefined {
    return (this.configuration.TemplatePath as string | undefined)?.split('::')[1];
  }

  public get actionProperties(): codepipeline.ActionProperties {
    const properties = { ...this.action.actionProperties, runOrder: this.runOrder };
    return this.executes ? { ...properties, inputs: [] } : properties;
  }

  /** What the deployment does, to be done by a change set of that name. */
  public preparation(changeSet: string): Record<string, unknown> {
    const { OutputFileName: _, ...configuration } = this.configuration;
    return { ...configuration, ActionMode: 'CHANGE_SET_REPLACE', ChangeSetName: changeSet };
  }

  public bind(scope: Construct, stage: codepipeline.IStage, options: codepipeline.ActionBindOptions): codepipeline.ActionConfig {
    this.configuration = this.action.bind(scope, stage, options).configuration as Record<string, unknown>;
    const { StackName, OutputFileName } = this.configuration;
    return {
      configuration: this.executes ? { StackName, OutputFileName, ActionMode: 'CHANGE_SET_EXECUTE', ChangeSetName: RELEASE_CHANGE_SET } : this.configuration,
    };
  }

  public onStateChange(name: string, target?: events.IRuleTarget, options?: events.RuleProps): events.Rule {
    return this.action.onStateChange(name, target, options);
  }

  private get executes(): boolean {
    return this.template !== undefined && this.isReviewed(this.template);
  }
}

/** Prepares the change set of a deployment, by the same role and from the same artifacts. */
export class ChangeSetPreparation extends codepipeline.Action {
  protected readonly providedActionProperties: codepipeline.ActionProperties;
  private readonly configuration: Record<string, unknown>;

  /** @param action the deployment's own action of CDK Pipelines */
  public constructor(action: codepipeline.IAction, deployment: Deployment, changeSet: string, names: readonly string[]) {
    super();
    const { actionName, category, provider, artifactBounds, role, region, inputs } = action.actionProperties;
    this.providedActionProperties = {
      actionName: preparationName(actionName, names), category, provider, artifactBounds, role, region, inputs, runOrder: 1,
    };
    this.configuration = deployment.preparation(changeSet);
  }

  protected bound(): codepipeline.ActionConfig {
    return { configuration: this.configuration };
  }
}

/** Any action, one run order later. */
export class LaterAction extends codepipeline.Action {
  protected readonly providedActionProperties: codepipeline.ActionProperties;

  public constructor(private readonly action: codepipeline.IAction) {
    super();
    this.providedActionProperties = { ...action.actionProperties, runOrder: (action.actionProperties.runOrder ?? 1) + 1 };
  }

  protected bound(scope: Construct, stage: codepipeline.IStage, options: codepipeline.ActionBindOptions): codepipeline.ActionConfig {
    return this.action.bind(scope, stage, options);
  }
}

/** `api.Service.Deploy` becomes `api.Service.Prepare`. Deployments of several stages meet in the review, maybe with one name. */
function preparationName(deployment: string, names: readonly string[]): string {
  const name = deployment.replace(/Deploy\d*$/, 'Prepare');
  for (let count = 1; ; count++) {
    const suffix = count === 1 ? '' : String(count);
    const candidate = `${name.slice(Math.max(0, name.length + suffix.length - LONGEST_NAME))}${suffix}`;
    if (!names.includes(candidate)) {
      return candidate;
    }
  }
}
