import type { PipelineDefinition } from '../model/pipeline-definition';

/** The inbound transition of a stage. */
export interface Transition {
  readonly enabled: boolean;
  /** Why it is disabled. */
  readonly reason?: string;
  /** The last change by a function of the app; missing if it is as the template has it. */
  readonly changed?: { readonly by: string; readonly functionName: string; readonly at: Date };
}

/** The transitions of a pipeline during a run: as the template has them, until a function changes one. */
export class StageTransitions {
  private readonly byStage: Map<string, Transition>;

  constructor({ stages }: Pick<PipelineDefinition, 'stages'>) {
    this.byStage = new Map(stages.map(({ name, disabledBecause: reason }) => [name, { enabled: reason === undefined, reason }]));
  }

  /** Undefined if there is no such stage. */
  public find(stage: string): Transition | undefined {
    return this.byStage.get(stage);
  }

  public set(stage: string, transition: Transition): void {
    this.byStage.set(stage, transition);
  }
}
