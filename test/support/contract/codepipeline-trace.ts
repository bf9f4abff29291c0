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
  stages.forEach((stage, position) => stage.Actions.forEach((action) => {
    const step = stepOf(stage.Name, action);
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

function stepOf(stage: string, action: ActionOfPipeline): Step | undefined {
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
      return stage.endsWith('.Review') ? undefined : step('check', action.Name, environment);
    case 'Deploy':
      return DEPLOYING.includes(action.Configuration.ActionMode)
        ? step('deploy', /::assembly-([^/]+)\//.exec(action.Configuration.TemplatePath)?.[1] ?? action.Name, environment)
        : undefined;
    default:
      throw new Error(`unknown action ${stage}/${action.Name}`);
  }
}
