import { aws_codepipeline as codepipeline, aws_codepipeline_actions as actions, aws_iam as iam, Duration, pipelines } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { gateDocuments } from './gate-documents';
import { WatchedAlarms, watchedAlarms } from './watched-alarms';
import { DeploymentEnvironment, GateType } from '../../../../blueprint';
import type { BakeDocument } from '../../../../blueprint/private/gate-document';
import { Problems } from '../../../../blueprint/private/problems';
import { StagePlan } from '../../environment-stages';
import { scriptFunction } from '../script-function';

/** Lambda's limit for all variables of a function is 4 KB. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LONGEST_ALARMS = 3800;

/**
 * The step that watches the alarms of an environment after its checks, if there is anything to watch.
 *
 * @throws Error if the bake was chosen and there is no alarm, or if there are more than its function can be told
 */
export function bakeStep(environment: DeploymentEnvironment, plans: readonly StagePlan[], pipeline: IConstruct): BakeStep | undefined {
  const [bake] = gateDocuments<BakeDocument>(environment, GateType.BAKE);
  if (!bake) {
    return undefined;
  }
  const watched = watchedAlarms(environment, bake, plans, pipeline);
  const problems = new Problems();
  const place = `environments "${environment.name}", gates, bake`;
  if (watched.length === 0 && environment._choosesBake) {
    problems.add(place, 'must have alarms to watch', 'no stack of this environment with an alarm', 'Name alarms, add one to a stack, or remove the bake.');
  }
  const { length } = JSON.stringify(watched);
  if (length > LONGEST_ALARMS) {
    problems.add(place, `must watch alarms of at most ${LONGEST_ALARMS} characters of JSON`, `${length} characters`, 'Name fewer alarms, such as a composite one.');
  }
  problems.throwIfAny('pipeline.json');
  return watched.length === 0 ? undefined : new BakeStep(environment.name, bake.minutes, watched);
}

/** Calls a function again and again until its minutes have passed or an alarm goes off. */
export class BakeStep extends pipelines.Step implements pipelines.ICodePipelineActionFactory {
  public constructor(private readonly environment: string, private readonly minutes: number, private readonly watched: readonly WatchedAlarms[]) {
    super('Bake');
  }

  public produceAction(stage: codepipeline.IStage, options: pipelines.ProduceActionOptions): pipelines.CodePipelineActionFactoryResult {
    const bake = scriptFunction(new Construct(options.scope, 'BakeFunction'), 'Watch', {
      script: 'gates/bake.js',
      description: `Watches alarms for ${this.minutes} minutes after a release to ${this.environment}`,
      timeout: Duration.minutes(5),
      environment: { MINUTES: String(this.minutes), ALARMS: JSON.stringify(this.watched) },
      statements: [new iam.PolicyStatement({ actions: ['sts:AssumeRole'], resources: [...new Set(this.watched.map(({ roleArn }) => roleArn))] })],
    });
    stage.addAction(new actions.LambdaInvokeAction({ actionName: options.actionName, runOrder: options.runOrder, lambda: bake }));
    return { runOrdersConsumed: 1 };
  }
}
