import { executeAction } from './action-executor';
import { inRunOrder } from './action-order';
import type { ActionOutcome, PipelineUpdate } from './action-outcome';
import type { ExecutionContext } from './execution-context';
import type { ActionDefinition, StageDefinition } from '../model/pipeline-definition';
import type { Progress } from '../report/progress';
import { ActionReport, secondsSince } from '../report/report';

/** The actions of a stage, run once from the first to the last or to the one that ends the stage. */
export class StageAttempt {
  /** Whatever ends the stage: a failure, an approval that is not given, a pipeline that restarts. */
  private ended = false;
  private _update?: PipelineUpdate;

  constructor(private readonly stage: StageDefinition, private readonly context: ExecutionContext, private readonly progress: Progress) {}

  /** Set if an action has changed the pipeline in a way that ends the execution. */
  public get update(): PipelineUpdate | undefined {
    return this._update;
  }

  /** @param kept reports of actions that an earlier attempt has finished and that do not run again */
  public async run(kept: readonly ActionReport[] = []): Promise<ActionReport[]> {
    const reports: ActionReport[] = [];
    for (const action of inRunOrder(this.stage.actions).flat()) {
      const earlier = kept.find((report) => report.name === action.name);
      reports.push(earlier ?? await this.next(action));
    }
    return reports;
  }

  private async next(action: ActionDefinition): Promise<ActionReport> {
    return this.ended || this.context.signal.aborted ? skippedAction(action) : this.runAction(action);
  }

  private async runAction(action: ActionDefinition): Promise<ActionReport> {
    const start = Date.now();
    this.progress.started(action);
    const outcome = await executeAction(action, this.context);
    const report = this.reportOf(action, outcome, start);
    this.progress.ended(report, outcome.logFile);
    this.ended = !['succeeded', 'notExecuted'].includes(outcome.status);
    this.apply(outcome.update);
    return report;
  }

  private apply(update: PipelineUpdate | undefined): void {
    if (update?.consequence === 'goOn') {
      this.context.definition = update.definition;
    } else if (update) {
      this._update = update;
      this.ended = true;
    }
  }

  private reportOf(action: ActionDefinition, outcome: ActionOutcome, start: number): ActionReport {
    return {
      ...identity(action),
      status: outcome.status,
      durationSeconds: secondsSince(start),
      reasons: [...outcome.reasons ?? []],
      remarks: [...outcome.remarks ?? []],
      ...(outcome.logFile && { log: this.context.folders.inReport(outcome.logFile) }),
    };
  }
}

/** The report of an action that was not come to. */
export function skippedAction(action: ActionDefinition): ActionReport {
  return { ...identity(action), status: 'skipped', durationSeconds: 0, reasons: [], remarks: [] };
}

function identity({ name, category, provider, runOrder }: ActionDefinition) {
  return { name, category, provider, runOrder };
}
