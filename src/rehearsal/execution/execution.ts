import { randomUUID } from 'node:crypto';
import type { PipelineUpdate } from './action-outcome';
import { ArtifactStore } from './artifact-store';
import type { ExecutionContext, RehearsalContext } from './execution-context';
import { PipelineVariables } from './pipeline-variables';
import { skippedAction } from './stage-attempt';
import { enterStage, Entrance } from './stage-entrance';
import { StageRun } from './stage-run';
import { StageTransitions } from './stage-transitions';
import type { PipelineDefinition, StageDefinition } from '../model/pipeline-definition';
import type { Progress } from '../report/progress';
import type { ExecutionReport, StageReport } from '../report/report';

export interface ExecutionResult {
  readonly report: ExecutionReport;
  /** Set if the pipeline has changed itself in a way that ends this execution. */
  readonly update?: PipelineUpdate;
}

/** A pipeline begins with its sources: no transition leads there. */
const ENTERED: Entrance = { held: false, remarks: [] };

/** One run through the stages, from the source to the end or to the first stage that ends it. */
export class Execution {
  private readonly context: ExecutionContext;

  constructor(private readonly definition: PipelineDefinition, shared: RehearsalContext, number: number, private readonly progress: Progress) {
    const executionId = randomUUID();
    this.context = {
      ...shared,
      number,
      executionId,
      definition,
      artifacts: new ArtifactStore(),
      variables: new PipelineVariables(definition, executionId, shared.variableValues),
      finishedStages: [],
      transitions: new StageTransitions(definition),
      changeSets: new Map(),
    };
  }

  public async run(): Promise<ExecutionResult> {
    const stages = this.context.finishedStages;
    let ended = false;
    let update: PipelineUpdate | undefined;
    for (const stage of this.definition.stages) {
      if (ended || this.context.signal.aborted) {
        stages.push(skippedStage(stage));
        continue;
      }
      const { held, remarks } = stages.length === 0 ? ENTERED : await enterStage(stage, this.context);
      if (held || this.context.signal.aborted) {
        remarks.forEach((remark) => this.progress.message(`◆ ${stage.name}: ${remark}`));
        stages.push({ ...skippedStage(stage), remarks, ...(held && { transition: 'disabled' }) });
        ended = true;
        continue;
      }
      const result = await new StageRun(stage, this.context, this.progress, remarks).run();
      stages.push(result.report);
      ended = result.ends;
      update ??= result.update;
    }
    return { report: { number: this.context.number, stages }, update };
  }
}

function skippedStage(stage: StageDefinition): StageReport {
  return { name: stage.name, status: 'skipped', durationSeconds: 0, remarks: [], actions: stage.actions.map(skippedAction) };
}
