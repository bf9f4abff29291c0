import type { ActionStatus, PipelineUpdate } from './action-outcome';
import type { ExecutionContext } from './execution-context';
import { skippedAction, StageAttempt } from './stage-attempt';
import { evaluateCondition } from '../conditions/condition';
import { describeConditionLimits } from '../conditions/condition-limits';
import type { StageDefinition } from '../model/pipeline-definition';
import type { ConditionDefinition, ConditionResult } from '../model/stage-conditions';
import { describeCondition } from '../report/condition-words';
import type { Progress } from '../report/progress';
import { ActionReport, ConditionReport, secondsSince, stageStatus, StageReport } from '../report/report';

export interface StageResult {
  readonly report: StageReport;
  /** Whether the execution ends with this stage. */
  readonly ends: boolean;
  readonly update?: PipelineUpdate;
}

/** What a stage or a condition has come to. */
interface Conclusion {
  readonly status: ActionStatus;
  readonly ends: boolean;
}

const FAILED: Conclusion = { status: 'failed', ends: true };

/**
 * One stage: its entry conditions, its actions, and what its conditions make of their success or failure, as
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-conditions.html describes.
 */
export class StageRun {
  private readonly start = Date.now();
  private readonly conditions: ConditionReport[] = [];
  private readonly remarks: string[] = [];
  private readonly earlierAttempts: ActionReport[][] = [];
  private actions: ActionReport[];
  private rollback?: { readonly to: string | null };
  private update?: PipelineUpdate;

  /** @param found what was found on the way into the stage */
  constructor(
    private readonly stage: StageDefinition, private readonly context: ExecutionContext, private readonly progress: Progress,
    private readonly found: readonly string[],
  ) {
    this.actions = stage.actions.map(skippedAction);
  }

  public async run(): Promise<StageResult> {
    this.found.forEach((remark) => this.say(remark));
    describeConditionLimits(this.stage.conditions).forEach((limit) => this.say(limit));
    const { status, ends } = await this.conclude();
    const report: StageReport = {
      name: this.stage.name,
      status,
      durationSeconds: secondsSince(this.start),
      remarks: this.remarks,
      actions: this.actions,
      ...(this.conditions.length > 0 && { conditions: this.conditions }),
      ...(this.earlierAttempts.length > 0 && { earlierAttempts: this.earlierAttempts }),
      ...(this.rollback && { rollback: this.rollback }),
    };
    return { report, ends, update: this.update };
  }

  private async conclude(): Promise<Conclusion> {
    const entry = await this.evaluate(this.stage.conditions.beforeEntry);
    if (entry !== undefined) {
      // Nothing of the stage has run: there is nothing that an entry condition could roll back or retry.
      return entry === 'SKIP' ? this.skip('the stage is skipped') : FAILED;
    }
    const status = await this.attempt();
    if (this.update || status === 'interrupted') {
      return { status, ends: true };
    }
    if (status === 'failed' || status === 'withheld') {
      return this.afterFailure(status);
    }
    const exit = await this.evaluate(this.stage.conditions.onSuccess);
    return exit === undefined ? { status, ends: false } : this.engage(exit, FAILED);
  }

  private async attempt(kept: readonly ActionReport[] = []): Promise<ActionStatus> {
    const attempt = new StageAttempt(this.stage, this.context, this.progress);
    this.actions = await attempt.run(kept);
    this.update = attempt.update;
    return stageStatus(this.actions);
  }

  private async afterFailure(status: ActionStatus): Promise<Conclusion> {
    const { onFailure, failureResult, retryMode } = this.stage.conditions;
    const failed = { status, ends: true };
    const result = onFailure.length > 0 ? await this.evaluate(onFailure) : failureResult;
    if (result !== 'RETRY') {
      return this.engage(result, failed);
    }
    // CodePipeline retries by itself once.
    this.say(`the stage is retried once (${retryMode})`);
    this.earlierAttempts.push(this.actions);
    const finished = this.actions.filter((action) => ['succeeded', 'notExecuted'].includes(action.status));
    const again = await this.attempt(retryMode === 'FAILED_ACTIONS' ? finished : []);
    if (this.update || ['failed', 'withheld', 'interrupted'].includes(again)) {
      return { status: again, ends: true };
    }
    const exit = await this.evaluate(this.stage.conditions.onSuccess);
    return exit === undefined ? { status: again, ends: false } : this.engage(exit, FAILED);
  }

  private async engage(result: ConditionResult | undefined, otherwise: Conclusion): Promise<Conclusion> {
    switch (result) {
      case 'SKIP':
        return this.skip('the failed stage is skipped and the run goes on');
      case 'ROLLBACK':
        await this.rollBack();
        return otherwise;
      default:
        return otherwise;
    }
  }

  private skip(words: string): Conclusion {
    this.say(words);
    return { status: 'skipped', ends: false };
  }

  private async rollBack(): Promise<void> {
    if (this.context.definition.executionMode === 'PARALLEL') {
      this.rollback = { to: null };
      this.say('rollback: there is none in the execution mode PARALLEL');
      return;
    }
    const to = this.stage.actions.some((action) => action.category === 'Source')
      ? undefined
      : this.context.history.lastSuccess(this.context.definition, this.stage.name);
    this.rollback = { to: to ?? null };
    if (to === undefined) {
      this.say('rollback: there is no earlier run of this pipeline structure in which the stage succeeded, so that AWS has nothing to go back to');
      return;
    }
    (await this.context.deployment.rollBack(this.stage.name, to)).forEach((remark) => this.say(remark));
    this.say(`rollback: AWS runs this stage again with the artifacts of the run ${to}; the run ends here`);
  }

  /** The result of the first condition that is not met; undefined if the stage may go on. */
  private async evaluate(conditions: readonly ConditionDefinition[]): Promise<ConditionResult | undefined> {
    const reports: ConditionReport[] = [];
    for (const condition of conditions) {
      reports.push(await evaluateCondition(condition, this.stage.name, this.context));
    }
    this.conditions.push(...reports);
    reports.flatMap(describeCondition).forEach((line) => this.say(line));
    return reports.find((report) => report.outcome === 'notMet')?.result;
  }

  private say(remark: string): void {
    this.remarks.push(remark);
    this.progress.message(`◆ ${this.stage.name}: ${remark}`);
  }
}
