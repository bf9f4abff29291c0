import { Stack } from 'aws-cdk-lib';
import type { DeliveryTrace, Step, StepKind } from './delivery-trace';
import { ActionOfPipeline, pipelineProperties } from '../delivery';

interface Placed {
  readonly step: Step;
  /** Stage and run order of the first and of the last action. */
  first: number;
  last: number;
}

/** More than any stage has run orders. */
const STAGE = 1000;
const DEPLOYING = ['CREATE_UPDATE', 'CHANGE_SET_EXECUTE'];

/** Reads a delivery from the synthesized CodePipeline and from nothing else. */
export function codePipelineTrace(stack: Stack): DeliveryTrace {
  const stages = pipelineProperties(stack).Stages as (ReturnType<typeof pipelineProperties>['Stages'][number] & { OnFailure?: { Result?: string } })[];
  const placed = new Map<string, Placed>();
  const prepared = new Map(stages.flatMap((stage) => stage.Actions).filter(({ Configuration }) => Configuration?.ActionMode === 'CHANGE_SET_REPLACE')
    .map((action) => [stackOf(action), action.Configuration.TemplatePath]));
  stages.forEach((stage, position) => stage.Actions.forEach((action) => {
    const step = stepOf(stage.Name, action, action.Configuration?.TemplatePath ?? prepared.get(stackOf(action)));
    if (step) {
      const place = position * STAGE + action.RunOrder;
      const id = JSON.stringify(step);
      const known = placed.get(id) ?? { step, first: place, last: place };
      placed.set(id, { step, first: Math.min(known.first, place), last: Math.max(known.last, place) });
    }
  }));
  const placeOf = (step: Step) => placed.get(JSON.stringify(step))!;
  return {
    branch: stages[0].Actions[0].Configuration.BranchName,
    steps: [...placed.values()].map(({ step }) => step),
    precedes: (first, second) => placeOf(first).last < placeOf(second).first,
    // CodePipeline ends a run at a failure unless a condition of the stage says to skip it.
    stopsOnFailure: stages.every((stage) => stage.OnFailure?.Result !== 'SKIP'),
  };
}

/** Stacks of one name can be in several regions. */
function stackOf({ Configuration, Region }: ActionOfPipeline & { Region?: string }): string {
  return `${Configuration?.StackName}/${Region}`;
}

/** @param template of the stack that the action deploys, which another action may have prepared */
function stepOf(stage: string, action: ActionOfPipeline, template?: string): Step | undefined {
  const step = (kind: StepKind, name: string, environment?: string): Step => ({ kind, name, environment });
  switch (stage) {
    case 'Source':
    case 'UpdatePipeline':
      return undefined;
    case 'Build':
      return action.Name === 'Synth' ? step('synth', '') : step('build', action.Name);
    case 'Assets':
      return step('assets', action.Name);
  }
  // A stage of an environment is `beta`, or `beta.…` where several belong to one.
  const [environment] = stage.split('.');
  switch (action.ActionTypeId.Category) {
    case 'Approval':
      return step('approve', '', environment);
    case 'Build':
      return ['Summary', 'AsReviewed'].includes(action.Name) ? undefined : step('check', action.Name, environment);
    case 'Deploy':
      return DEPLOYING.includes(action.Configuration.ActionMode)
        ? step('deploy', /::assembly-([^/]+)\//.exec(template ?? '')?.[1] ?? action.Name, environment)
        : undefined;
    case 'Invoke':
      return undefined;
    default:
      throw new Error(`unknown action ${stage}/${action.Name}`);
  }
}
