import { aws_codepipeline as codepipeline, aws_codepipeline_actions as actions, Duration, pipelines } from 'aws-cdk-lib';
import { ApprovalNotice } from './approval-notice';
import { APPROVE } from './stage-names';
import { DeploymentEnvironment } from '../../../../blueprint';
import { approvalMessage } from '../../../../blueprint/private/approval-message';

/** Variables that the review of an environment sets. */
export interface ReviewVariables {
  /** The changes in a line. */
  readonly summary: string;

  /** `true` or `false`. */
  readonly hasChanges: string;

  /** Whether there is a risk that nobody has acknowledged: `true` or `false`. */
  readonly hasRisks: string;
}

/** Asks a person, with everything that the blueprint says about how. */
export class ApprovalStep extends pipelines.Step implements pipelines.ICodePipelineActionFactory {
  private readonly message: string;

  public constructor(private readonly environment: DeploymentEnvironment, private readonly notice: ApprovalNotice, review?: ReviewVariables) {
    super(APPROVE);
    this.message = approvalMessage(environment.approval.instructions ?? `Release to ${environment.name}?`, review?.summary);
    // The stage's entry condition reads a variable, too, which CDK Pipelines cannot see there.
    this.discoverReferencedOutputs({ message: this.message, hasChanges: review?.hasChanges, hasRisks: review?.hasRisks });
  }

  public produceAction(stage: codepipeline.IStage, options: pipelines.ProduceActionOptions): pipelines.CodePipelineActionFactoryResult {
    const { approval } = this.environment;
    stage.addAction(new actions.ManualApprovalAction({
      actionName: options.actionName,
      runOrder: options.runOrder,
      additionalInformation: this.message,
      externalEntityLink: approval.reviewUrl,
      notificationTopic: this.notice.topicOf(approval, options.scope),
      timeout: approval.timeoutMinutes === undefined ? undefined : Duration.minutes(approval.timeoutMinutes),
    }));
    return { runOrdersConsumed: 1 };
  }
}
