import { pipelineState } from '../../execution/aws-answers';
import type { ExecutionContext } from '../../execution/execution-context';
import type { Transition } from '../../execution/stage-transitions';
import type { LambdaFunction } from '../../model/lambda-function';
import { AwsAnswers, AwsCall, AwsError } from '../aws-call';

/** https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_DisableStageTransition.html */
const REASON = /^[a-zA-Z0-9!@ ().*?-]{1,300}$/;

/**
 * The state of the running pipeline, and the transitions between its stages.
 *
 * @param stage that runs, if one does
 */
export function transitionAnswers({ name: functionName, account }: LambdaFunction, stage: string | undefined, context: ExecutionContext): AwsAnswers {
  const { definition, transitions, clock } = context;
  const by = `arn:aws:sts::${account}:assumed-role/rehearsal/${functionName}`;
  const isThis = ({ account: caller, region }: AwsCall, name: unknown) =>
    caller === definition.stack.account && region === definition.stack.region && [definition.name, definition.logicalId].includes(String(name));
  const change = (transitionOf: (reason: unknown) => Transition) => (call: AwsCall) => {
    const { pipelineName, stageName, transitionType, reason } = call.input;
    if (!isThis(call, pipelineName)) {
      return undefined;
    }
    if (!transitions.find(String(stageName))) {
      throw new AwsError('StageNotFoundException', `there is no stage ${String(stageName)}`);
    }
    if (transitionType !== 'Inbound') {
      // Nothing here ever comes out of a stage and then waits.
      return undefined;
    }
    transitions.set(String(stageName), transitionOf(reason));
    return {};
  };
  return {
    'codepipeline GetPipelineState': (call) => isThis(call, call.input.name) ? { ...pipelineState(stage, context) } : undefined,
    'codepipeline EnableStageTransition': change(() => ({ enabled: true, changed: { by, functionName, at: clock.now() } })),
    'codepipeline DisableStageTransition': change((reason) => {
      if (typeof reason !== 'string' || !REASON.test(reason)) {
        throw new AwsError('ValidationException', `the reason must match ${REASON.source}, got: ${String(reason)}`);
      }
      return { enabled: false, reason, changed: { by, functionName, at: clock.now() } };
    }),
  };
}
