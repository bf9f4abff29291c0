import { NotExecutable } from './action-outcome';
import type { ExecutionContext } from './execution-context';
import { answersFor } from '../lambda/answers/answers';
import { PreparedFunction } from '../lambda/prepared-function';
import { lastDue } from '../lambda/schedule';
import { scheduledEvent } from '../lambda/scheduled-event';
import type { LambdaFunction } from '../model/lambda-function';
import type { StageDefinition } from '../model/pipeline-definition';
import { matches } from '../model/role-permissions';
import type { StageHold } from '../model/stage-hold';

/** What a run meets between two stages. */
export interface Entrance {
  /** Whether the run waits before the stage. */
  readonly held: boolean;
  /** What a person should know of it. */
  readonly remarks: readonly string[];
}

/** Lets whatever may hold a run before the stage decide, and looks at the transition into the stage then. */
export async function enterStage({ name }: StageDefinition, context: ExecutionContext): Promise<Entrance> {
  const remarks = await callHolds(name, context);
  const { enabled, reason, changed } = context.transitions.find(name) ?? { enabled: true };
  if (enabled) {
    return { held: false, remarks };
  }
  const disabled = `the transition into this stage is disabled: ${reason ?? 'no reason given'}; the run waits before it`;
  const by = changed && `${changed.functionName} has disabled it at ${minuteOf(changed.at)}: rehearse with --at <moment> to see it decide at another one`;
  return { held: true, remarks: [disabled, ...by === undefined ? [] : [by], ...remarks] };
}

/** Calls the functions that EventBridge calls on a schedule and that may disable the transition, in the order in which they were due last. */
async function callHolds(stage: string, context: ExecutionContext): Promise<string[]> {
  const remarks: string[] = [];
  const due: { readonly hold: StageHold; readonly at: Date }[] = [];
  for (const hold of context.definition.holds.filter((candidate) => mayDisable(candidate, stage, context))) {
    const at = hold.enabled ? lastTime(hold, context) : undefined;
    if (at instanceof Date) {
      due.push({ hold, at });
    } else {
      remarks.push(`${hold.functionId} may hold runs before this stage and is not called: ${at ?? `the rule ${hold.rule} is disabled`}`);
    }
  }
  for (const { hold, at } of due.sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const problem = await call(hold, at, stage, context);
    remarks.push(...problem === undefined || context.signal.aborted ? [] : [`${hold.functionId} may hold runs before this stage, and the transition stays as it was: ${problem}`]);
  }
  return remarks.map((remark) => context.redaction.redact(remark));
}

function mayDisable({ transitions }: StageHold, stage: string, { definition: { name, logicalId, stack } }: ExecutionContext): boolean {
  const arns = [name, logicalId].map((pipeline) => `arn:aws:codepipeline:${stack.region}:${stack.account}:${pipeline}/${stage}`);
  return transitions.some((pattern) => arns.some((arn) => matches(pattern, arn)));
}

/** A text says why the rule was not due. */
function lastTime({ schedule }: StageHold, { clock }: ExecutionContext): Date | string {
  try {
    return lastDue(schedule, clock.now()) ?? `${schedule} was not due for weeks`;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Answers with what went wrong; what the function has printed is in a log. */
async function call(hold: StageHold, at: Date, stage: string, context: ExecutionContext): Promise<string | undefined> {
  const lambda = functionOf(hold, context);
  const answers = answersFor(lambda, undefined, context);
  const logFile = context.folders.logFile(context.number, stage, `transition.${hold.functionId}`);
  const scratch = context.folders.newFolder(hold.functionId);
  try {
    const event = scheduledEvent(hold, at);
    const prepared = await PreparedFunction.prepare({ lambda, answers, archives: {}, scratch, logFile }, context);
    try {
      const failure = await prepared.call(event, context.clock.now());
      return failure && `${failure}; log: ${context.folders.inReport(logFile)}`;
    } finally {
      await prepared.dispose();
    }
  } catch (error) {
    if (error instanceof NotExecutable) {
      return `not executed: ${error.message}`;
    }
    throw error;
  }
}

/** The hold was read from the template that has its function. */
function functionOf({ functionId, account, region }: StageHold, { definition: { functions } }: ExecutionContext): LambdaFunction {
  return functions.find((candidate) => candidate.logicalId === functionId && candidate.account === account && candidate.region === region)!;
}

function minuteOf(moment: Date): string {
  return moment.toISOString().replace(/:\d{2}\.\d{3}Z$/, 'Z');
}
