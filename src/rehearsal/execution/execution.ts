import { randomUUID } from 'node:crypto';
import { executeAction } from './action-executor';
import { inRunOrder } from './action-order';
import type { ActionOutcome, PipelineUpdate } from './action-outcome';
import { ArtifactStore } from './artifact-store';
import type { ExecutionContext, RehearsalContext } from './execution-context';
import { PipelineVariables } from './pipeline-variables';
import type { ActionDefinition, PipelineDefinition, StageDefinition } from '../model/pipeline-definition';
import type { Progress } from '../report/progress';
import { ActionReport, ExecutionReport, secondsSince, stageStatus, StageReport } from '../report/report';

export interface ExecutionResult {
  readonly report: ExecutionReport;
  /** Set if the pipeline has changed itself in a way that ends this execution. */
  readonly update?: PipelineUpdate;
}

/** One run through the stages, from the source to the end or to the first action that ends it. */
export class Execution {
  private readonly context: ExecutionContext;
  /** Whatever ends the execution: a failure, an approval that is not given, a pipeline that restarts. */
  private ended = false;
  private update?: PipelineUpdate;

  constructor(private readonly definition: PipelineDefinition, shared: RehearsalContext, number: number, private readonly progress: Progress) {
    const executionId = randomUUID();
    this.context = {
      ...shared,
      number,
      executionId,
      definition,
      artifacts: new ArtifactStore(),
      variables: new PipelineVariables(definition, executionId),
      changeSets: new Map(),
    };
  }

  public async run(): Promise<ExecutionResult> {
    const stages: StageReport[] = [];
    for (const stage of this.definition.stages) {
      stages.push(await this.runStage(stage));
    }
    return { report: { number: this.context.number, stages }, update: this.update };
  }

  private async runStage(stage: StageDefinition): Promise<StageReport> {
    const start = Date.now();
    const actions: ActionReport[] = [];
    for (const action of inRunOrder(stage.actions).flat()) {
      actions.push(this.ended || this.context.signal.aborted ? skipped(action) : await this.runAction(action));
    }
    const remarks = stage.conditions.map((condition) => `condition not evaluated: ${condition}`);
    return { name: stage.name, status: stageStatus(actions), durationSeconds: secondsSince(start), remarks, actions };
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
      this.update = update;
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

function skipped(action: ActionDefinition): ActionReport {
  return { ...identity(action), status: 'skipped', durationSeconds: 0, reasons: [], remarks: [] };
}

function identity({ name, category, provider, runOrder }: ActionDefinition) {
  return { name, category, provider, runOrder };
}
