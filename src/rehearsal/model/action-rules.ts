import { ActionDefinition, labelOf, StageDefinition } from './pipeline-definition';

/** Names of stages and actions: https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html */
export const NAME = /^[A-Za-z0-9.@_-]{1,100}$/;
const ARTIFACT = /^[A-Za-z0-9_-]{1,100}$/;
const NAMESPACE = /^[A-Za-z0-9@_-]{1,100}$/;

/** https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ActionDeclaration.html */
const MOST_RUN_ORDER = 999;

/** How long an approval may wait, in minutes: five of them to 60 days. */
const APPROVAL_MINUTES = { least: 5, most: 86_400 };

/** Namespaces that CodePipeline fills itself. */
const RESERVED = ['codepipeline', 'variables'];

type Count = readonly [least: number, most: number];

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html#reference-action-artifacts */
const ARTIFACTS: Readonly<Record<string, { readonly inputs: Count; readonly outputs: Count }>> = {
  'Source/CodeStarSourceConnection': { inputs: [0, 0], outputs: [1, 1] },
  'Source/CodeCommit': { inputs: [0, 0], outputs: [1, 1] },
  'Source/GitHub': { inputs: [0, 0], outputs: [1, 1] },
  'Source/S3': { inputs: [0, 0], outputs: [1, 1] },
  'Source/ECR': { inputs: [0, 0], outputs: [1, 1] },
  'Build/CodeBuild': { inputs: [1, 5], outputs: [0, 5] },
  'Test/CodeBuild': { inputs: [1, 5], outputs: [0, 5] },
  'Approval/Manual': { inputs: [0, 0], outputs: [0, 0] },
  'Deploy/S3': { inputs: [1, 1], outputs: [0, 0] },
  'Deploy/CloudFormation': { inputs: [0, 10], outputs: [0, 1] },
  'Deploy/ECS': { inputs: [1, 1], outputs: [0, 0] },
  'Deploy/CodeDeployToECS': { inputs: [1, 5], outputs: [0, 0] },
  'Invoke/Lambda': { inputs: [0, 5], outputs: [0, 5] },
};

/**
 * What an action cannot do without, where nothing else would notice before CodePipeline does.
 *
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/structure-configuration-examples.html
 */
const REQUIRED_CONFIGURATION: Readonly<Record<string, readonly string[]>> = {
  'Build/CodeBuild': ['ProjectName'],
  'Test/CodeBuild': ['ProjectName'],
  'Deploy/CloudFormation': ['ActionMode', 'StackName'],
  'Invoke/Lambda': ['FunctionName'],
};

/** What is wrong with the actions of all stages, each by itself and together. */
export function stageProblems(stages: readonly StageDefinition[]): string[] {
  const actions = stages.flatMap((stage) => stage.actions);
  return [
    ...stages.flatMap((stage) => twice(stage.actions, ({ name }) => [name], (name) => `${stage.name}: the name of the action ${name} is given twice`)),
    ...actions.flatMap((action) => ownProblems(action).map((problem) => `${labelOf(action)}: ${problem}`)),
    ...twice(actions, ({ outputs }) => outputs, (name, makers) => `the output artifact ${name} is made by ${makers.map(labelOf).join(' and ')}: it can be made by one action`),
    ...twice(actions, ({ namespace }) => namespace === undefined ? [] : [namespace],
      (name, owners) => `the namespace ${name} is that of ${owners.map(labelOf).join(' and ')}: it can belong to one action`),
    ...stages.flatMap((stage, index) => stage.actions.flatMap((action) => inputProblems(action, stages.slice(0, index), stage))),
  ];
}

function ownProblems(action: ActionDefinition): string[] {
  const { name, category, provider, runOrder, namespace, inputs, outputs, configuration, timeoutInMinutes: minutes } = action;
  const required = REQUIRED_CONFIGURATION[`${category}/${provider}`] ?? [];
  const wrongArtifacts = [...new Set([...inputs, ...outputs])].filter((artifact) => !ARTIFACT.test(artifact));
  const counts = ARTIFACTS[`${category}/${provider}`];
  return [
    ...NAME.test(name) ? [] : [`the name must match ${NAME.source}`],
    ...Number.isInteger(runOrder) && runOrder >= 1 && runOrder <= MOST_RUN_ORDER ? [] : [`the run order must be 1 to ${MOST_RUN_ORDER}, is ${runOrder}`],
    ...wrongArtifacts.map((artifact) => `the name of the artifact ${artifact} must match ${ARTIFACT.source}`),
    ...namespace === undefined || NAMESPACE.test(namespace) ? [] : [`the namespace ${namespace} must match ${NAMESPACE.source}`],
    ...namespace !== undefined && RESERVED.includes(namespace) ? [`the namespace ${namespace} is CodePipeline's own`] : [],
    ...counts ? [...countProblems('input', inputs, counts.inputs), ...countProblems('output', outputs, counts.outputs)] : [],
    ...required.filter((key) => !configuration[key]).map((key) => `the configuration must have a ${key}`),
    ...category === 'Approval' && minutes !== undefined && (minutes < APPROVAL_MINUTES.least || minutes > APPROVAL_MINUTES.most)
      ? [`an approval waits ${APPROVAL_MINUTES.least} to ${APPROVAL_MINUTES.most} minutes, got ${minutes}`] : [],
  ];
}

function countProblems(kind: string, artifacts: readonly string[], [least, most]: Count): string[] {
  const words = least === most ? String(least) : `${least} to ${most}`;
  return artifacts.length < least || artifacts.length > most ? [`it takes ${words} ${kind} artifacts, has ${artifacts.length}`] : [];
}

function inputProblems(action: ActionDefinition, before: readonly StageDefinition[], { actions }: StageDefinition): string[] {
  const earlier = [...before.flatMap((stage) => stage.actions), ...actions.filter(({ runOrder }) => runOrder < action.runOrder)];
  return action.inputs.filter((artifact) => !earlier.some(({ outputs }) => outputs.includes(artifact)))
    .map((artifact) => `${labelOf(action)}: the input artifact ${artifact} is made by no earlier action`);
}

/** Says something about each name that more than one action has. */
function twice(
  actions: readonly ActionDefinition[],
  namesOf: (action: ActionDefinition) => readonly string[],
  say: (name: string, actions: ActionDefinition[]) => string,
): string[] {
  const names = [...new Set(actions.flatMap(namesOf))];
  return names.flatMap((name) => {
    const owners = actions.flatMap((action) => namesOf(action).filter((own) => own === name).map(() => action));
    return owners.length > 1 ? [say(name, owners)] : [];
  });
}
