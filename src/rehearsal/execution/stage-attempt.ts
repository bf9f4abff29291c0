import { availableParallelism } from 'node:os';
import { executeAction } from './action-executor';
import { inRunOrder } from './action-order';
import type { ActionOutcome, PipelineUpdate } from './action-outcome';
import type { ExecutionContext } from './execution-context';
import { announceTemplates } from '../deployment/look-ahead';
import { inParallel } from '../host/in-parallel';
import type { ActionDefinition, StageDefinition } from '../model/pipeline-definition';
import type { Progress } from '../report/progress';
import { ActionReport, secondsSince } from '../report/report';

/** The actions of a stage, run once: in parallel within a run order, from the first order to the one that ends the stage. */
export class StageAttempt {
  /** Whatever ends the stage: a failure, an approval that is not given, a pipeline that restarts. */
  private ended = false;
  private _update?: PipelineUpdate;
  /** The actions of the present group that have ended. */
  private readonly finished: { readonly action: ActionDefinition; readonly outcome: ActionOutcome }[] = [];

  constructor(private readonly stage: StageDefinition, private readonly context: ExecutionContext, private readonly progress: Progress) {}

  /** Set if an action has changed the pipeline in a way that ends the execution. */
  public get update(): PipelineUpdate | undefined {
    return this._update;
  }

  /** @param kept reports of actions that an earlier attempt has finished and that do not run again */
  public async run(kept: readonly ActionReport[] = []): Promise<ActionReport[]> {
    const reports: ActionReport[] = [];
    for (const group of inRunOrder(this.stage.actions)) {
      // AWS has started the whole group before one of it can fail, so that a failure never keeps a sibling from running.
      const skipped = this.ended;
      const approvals = group.filter((action) => action.category === 'Approval').length;
      // Somebody who thinks about an approval keeps no processor busy.
      reports.push(...await inParallel(group, availableParallelism() + approvals, async (action) => {
        const earlier = kept.find((report) => report.name === action.name);
        return earlier ?? (skipped || this.context.signal.aborted ? skippedAction(action) : this.runAction(action));
      }));
      this.finishGroup();
    }
    return reports;
  }

  /** What the actions of a group make is there for later groups only, in whatever order they have ended. */
  private finishGroup(): void {
    const available = this.context.artifacts.publish();
    this.finished.splice(0).forEach(({ action, outcome }) => {
      if (outcome.status === 'notExecuted') {
        this.context.artifacts.markAbsent(action.outputs, action);
        this.context.variables.markAbsent(action);
      }
      if (outcome.variables) {
        this.context.variables.put(action, outcome.variables);
      }
      this.apply(outcome.update);
    });
    if (!this.ended) {
      announceTemplates(this.context, available);
    }
  }

  private async runAction(action: ActionDefinition): Promise<ActionReport> {
    const start = Date.now();
    this.progress.started(action);
    const outcome = await executeAction(action, this.context).catch((error: unknown) => {
      // Not the action's fault: nothing of what runs beside it comes to anything any more.
      this.context.stop();
      throw error;
    });
    const report = this.reportOf(action, outcome, start);
    this.progress.ended(action, report, outcome.logFile);
    this.ended ||= !['succeeded', 'notExecuted'].includes(outcome.status);
    this.finished.push({ action, outcome });
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
      reasons: (outcome.reasons ?? []).map((reason) => this.context.redaction.redact(reason)),
      remarks: (outcome.remarks ?? []).map((remark) => this.context.redaction.redact(remark)),
      ...(outcome.reports && outcome.reports.length > 0 && { reports: outcome.reports }),
      ...(outcome.logFile && { log: this.context.folders.inReport(outcome.logFile) }),
      ...(outcome.reused && { reused: outcome.reused }),
      ...(outcome.changes && { changes: outcome.changes }),
      ...(outcome.superseded && { superseded: outcome.superseded }),
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
