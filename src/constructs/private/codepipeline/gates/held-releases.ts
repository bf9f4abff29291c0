import { aws_codepipeline as codepipeline, aws_events as events, aws_events_targets as targets, aws_iam as iam, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { deploymentStagesOf } from './environment-stage-names';
import { gateDocuments } from './gate-documents';
import { DeploymentEnvironment, GateType } from '../../../../blueprint';
import type { FreezeDocument, WindowDocument } from '../../../../blueprint/private/gate-document';
import { scriptFunction } from '../script-function';

/** An environment whose releases are held at times. */
interface HeldEnvironment {
  readonly name: string;
  /** The stage before which they wait: the first that deploys, so that people may review and approve meanwhile. */
  readonly stage: string;
  readonly windows: Omit<WindowDocument, 'type'>[];
  readonly freezes: Omit<FreezeDocument, 'type'>[];
}

/** Holds the releases of a pipeline that is complete, where windows and freezes say so. */
export function holdReleases(scope: Construct, pipeline: codepipeline.Pipeline, environments: readonly DeploymentEnvironment[]): void {
  const stageNames = pipeline.stages.map(({ stageName }) => stageName);
  const held = environments.flatMap((environment): HeldEnvironment[] => {
    const { name } = environment;
    const [stage] = deploymentStagesOf(name, stageNames);
    const windows = gateDocuments<WindowDocument>(environment, GateType.DEPLOYMENT_WINDOW).map(({ type: _, ...window }) => window);
    const freezes = gateDocuments<FreezeDocument>(environment, GateType.FREEZE).map(({ type: _, ...freeze }) => freeze);
    return stage !== undefined && windows.length + freezes.length > 0 ? [{ name, stage, windows, freezes }] : [];
  });
  if (held.length > 0) {
    new HeldReleases(scope, 'HeldReleases', pipeline, held);
  }
}

/**
 * Disables and enables the transitions into the held stages.
 *
 * Conditions before a stage only fail or skip, and would end a run that merely came too early.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/transitions.html
 */
class HeldReleases extends Construct {
  public constructor(scope: Construct, id: string, pipeline: codepipeline.IPipeline, environments: readonly HeldEnvironment[]) {
    super(scope, id);
    const hold = scriptFunction(this, 'Hold', {
      script: 'gates/hold-releases.js',
      description: 'Holds releases while no deployment window is open or a freeze is on',
      timeout: Duration.seconds(30),
      statements: [
        new iam.PolicyStatement({ actions: ['codepipeline:GetPipelineState'], resources: [pipeline.pipelineArn] }),
        new iam.PolicyStatement({
          actions: ['codepipeline:DisableStageTransition', 'codepipeline:EnableStageTransition'],
          resources: environments.map(({ stage }) => `${pipeline.pipelineArn}/${stage}`),
        }),
      ],
      // It acts for the time of the call: a late one would let a release in after the window.
      dropsLateCalls: true,
    });
    for (const { name, stage, windows, freezes } of environments) {
      const event = events.RuleTargetInput.fromObject({ time: events.EventField.time, pipeline: pipeline.pipelineName, stage, windows, freezes });
      new events.Rule(this, `EveryMinute-${name}`, {
        description: `Holds releases to ${name}`,
        schedule: events.Schedule.cron({ minute: '*' }),
        targets: [new targets.LambdaFunction(hold, { event, retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
      });
    }
  }
}
