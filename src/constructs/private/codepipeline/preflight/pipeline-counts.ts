import { Count, countOf } from './count';

/** A pipeline as its template has it. */
export interface RenderedPipeline {
  readonly Name?: unknown;
  readonly Stages: readonly RenderedStage[];
}

interface RenderedStage {
  readonly Name: string;
  readonly Actions: readonly { readonly Name: string; readonly RunOrder?: number; readonly ActionTypeId: { readonly Provider: string } }[];
}

/** What a pipeline has of all that CodePipeline limits. */
export function pipelineCounts({ Name, Stages }: RenderedPipeline): Count[] {
  const names = [Name, ...Stages.flatMap((stage) => [stage.Name, ...stage.Actions.map((action) => action.Name)])];
  return [
    { limit: 'stages', count: Stages.length, where: `from ${Stages[0].Name} to ${Stages.at(-1)!.Name}` },
    ...Stages.map((stage): Count => ({ limit: 'actionsPerStage', count: stage.Actions.length, where: `stage ${stage.Name}` })),
    countOf('actions', new Map(Stages.map((stage) => [`stage ${stage.Name}`, stage.Actions.length]))),
    ...names.filter((name) => typeof name === 'string').map((name): Count => ({ limit: 'nameLength', count: name.length, where: name })),
    ...Stages.flatMap(buildsAtATime),
  ];
}

/** CodePipeline starts the actions of one run order together. */
function buildsAtATime(stage: RenderedStage): Count[] {
  const builds = new Map<number, number>();
  for (const { RunOrder = 1 } of stage.Actions.filter(({ ActionTypeId }) => ActionTypeId.Provider === 'CodeBuild')) {
    builds.set(RunOrder, (builds.get(RunOrder) ?? 0) + 1);
  }
  return [...builds].map(([runOrder, count]) => ({ limit: 'parallelBuilds', count, where: `stage ${stage.Name}, run order ${runOrder}` }));
}
