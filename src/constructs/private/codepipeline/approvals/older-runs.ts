import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  aws_codepipeline as codepipeline, aws_events as events, aws_events_targets as targets, aws_iam as iam, aws_lambda as lambda, aws_logs as logs,
  Duration, RemovalPolicy,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { APPROVE, approvalStageOf, UPDATE_APPROVAL } from './stage-names';
import { DeploymentEnvironment } from '../../../../blueprint';

const SCRIPT = join(__dirname, '..', '..', '..', '..', '..', 'assets', 'review', 'reject-older-run.js');

/** Lets every approval of a pipeline that is complete reject the runs that are too old for it. */
export function rejectOlderRuns(scope: Construct, pipeline: codepipeline.Pipeline, environments: readonly DeploymentEnvironment[]): void {
  const approvals = new Set([UPDATE_APPROVAL, ...environments.filter(({ approval }) => approval.mayAsk).map(approvalStageOf)]);
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
    const logGroup = new logs.LogGroup(this, 'Logs', { retention: logs.RetentionDays.THREE_MONTHS, removalPolicy: RemovalPolicy.DESTROY });
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    const actions = [...approvals].map(([before, stage]) => [before, { stage, action: APPROVE }] as const);
    role.addToPolicy(new iam.PolicyStatement({ actions: ['codepipeline:GetPipelineState'], resources: [pipeline.pipelineArn] }));
    role.addToPolicy(new iam.PolicyStatement({
      actions: ['codepipeline:PutApprovalResult'],
      resources: actions.map(([, { stage, action }]) => `${pipeline.pipelineArn}/${stage}/${action}`),
    }));
    const reject = new lambda.Function(this, 'Reject', {
      description: 'Rejects a run that waits for approval when a newer one arrives',
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline(readFileSync(SCRIPT, 'utf8')),
      timeout: Duration.seconds(30),
      environment: { APPROVALS: JSON.stringify(Object.fromEntries(actions)) },
      logGroup,
      role,
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
