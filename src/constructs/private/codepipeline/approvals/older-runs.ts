import { aws_codepipeline as codepipeline, aws_events as events, aws_events_targets as targets, aws_iam as iam, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { APPROVE, approvalStageOf } from './stage-names';
import { DeploymentEnvironment } from '../../../../blueprint';
import { scriptFunction } from '../script-function';

/** Lets every approval of a pipeline that is complete reject the runs that are too old for it. */
export function rejectOlderRuns(scope: Construct, pipeline: codepipeline.Pipeline, environments: readonly DeploymentEnvironment[]): void {
  const approvals = new Set(environments.filter(({ approval }) => approval.isManual).map(approvalStageOf));
  const names = pipeline.stages.map(({ stageName }) => stageName);
  const befores = names.flatMap((name, index): [string, string][] => (approvals.has(name) ? [[names[index - 1], name]] : []));
  if (befores.length > 0) {
    new OlderRuns(scope, 'OlderRuns', pipeline, new Map(befores));
  }
}

/**
 * Rejects a run that waits at an approval when a newer one arrives there.
 *
 * CodePipeline supersedes runs between stages only: one that waits inside a stage keeps all newer ones out until
 * somebody decides or time runs out.
 *
 * @see https://github.com/aws/aws-cdk/issues/13806
 */
class OlderRuns extends Construct {
  /** @param approvals the names of the approvals' stages, by those of the stages before them */
  public constructor(scope: Construct, id: string, pipeline: codepipeline.IPipeline, approvals: ReadonlyMap<string, string>) {
    super(scope, id);
    const actions = [...approvals].map(([before, stage]) => [before, { stage, action: APPROVE }] as const);
    const reject = scriptFunction(this, 'Reject', {
      script: 'review/reject-older-run.js',
      description: 'Rejects a run that waits for approval when a newer one arrives',
      timeout: Duration.seconds(30),
      environment: { APPROVALS: JSON.stringify(Object.fromEntries(actions)) },
      statements: [
        new iam.PolicyStatement({ actions: ['codepipeline:GetPipelineState'], resources: [pipeline.pipelineArn] }),
        new iam.PolicyStatement({
          actions: ['codepipeline:PutApprovalResult'],
          resources: actions.map(([, { stage, action }]) => `${pipeline.pipelineArn}/${stage}/${action}`),
        }),
      ],
    });
    new events.Rule(this, 'Arrival', {
      eventPattern: {
        source: ['aws.codepipeline'],
        detailType: ['CodePipeline Stage Execution State Change'],
        resources: [pipeline.pipelineArn],
        detail: { stage: [...approvals.keys()], state: ['SUCCEEDED'] },
      },
      // An event that is lost leaves the older run waiting as CodePipeline does without us: no queue for what nobody would read.
      targets: [new targets.LambdaFunction(reject)],
    });
  }
}
