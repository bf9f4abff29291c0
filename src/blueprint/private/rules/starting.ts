import { childOf, fields, isRecord, items, Node } from '../shape';
import { checkPlainValues } from './plain-values';
import { ExecutionMode } from '../../execution-mode';
import { PullRequestEvent, TriggerType } from '../../trigger';

/** CodePipeline's limit for the filters of one kind in a pipeline. Pushes and tags are one kind. */
const MOST_FILTERS = 3;
const KINDS = [[TriggerType.PUSH, TriggerType.TAG], [TriggerType.PULL_REQUEST]];

/** What starts a pipeline has to do with its branches and with how it updates itself. */
export function checkStarting(root: Node, branches: readonly string[]): void {
  const triggers = items(root, 'triggers').filter((node) => isRecord(node.value));
  const updatesItself = !isRecord(root.value) || root.value.selfMutation !== false;
  triggers.forEach((trigger) => checkBranch(trigger, branches));
  for (const branch of branches) {
    const ofBranch = triggers.filter(({ value }) => ((value as Record<string, unknown>).branch ?? branch) === branch);
    checkCount(ofBranch, branch);
    checkDifference(ofBranch, branch);
  }
  if (updatesItself) {
    checkSelfMutation(root, triggers);
  } else {
    fields([root], 'reviewSelfMutation').filter(({ value }) => value === true).forEach((node) =>
      node.report('must be false in a pipeline that does not update itself', 'Remove it, or remove "selfMutation": false.'));
  }
  checkPlainValues(fields(Object.keys(childOf(root, 'variables')?.value ?? {}).map((name) => root.at('variables').at(name)), 'defaultValue'),
    (node) => node.place.split('.').at(-2)!, 'Whoever sees the pipeline reads it: keep it in Secrets Manager and let a build read it there.');
}

function checkBranch(trigger: Node, branches: readonly string[]): void {
  const { type, branch } = trigger.value as Record<string, unknown>;
  if (typeof branch === 'string' && !branches.includes(branch)) {
    trigger.at('branch').report('must be a branch that is delivered', `Branches are: ${branches.join(', ')}.`);
  }
  if (type === TriggerType.TAG && branch === undefined && branches.length > 1) {
    trigger.at('branch').report('is required for tags when several branches are delivered', `A tag belongs to no branch; name one of ${branches.join(', ')}.`);
  }
}

function checkCount(triggers: Node[], branch: string): void {
  for (const types of KINDS) {
    const found = triggers.filter(({ value }) => types.includes((value as Record<string, unknown>).type as TriggerType));
    for (const node of found.slice(MOST_FILTERS)) {
      node.at('type').report(
        `must not be the fourth of ${types.join(' and ')} for the branch ${branch}`, `CodePipeline takes ${MOST_FILTERS} such filters; put several patterns into one.`,
      );
    }
  }
}

/** CloudFormation refuses the same filter twice. */
function checkDifference(triggers: Node[], branch: string): void {
  const first = new Map<string, string>();
  for (const node of triggers) {
    const filter = filterOf(node.value as Record<string, unknown>, branch);
    const other = first.get(filter);
    if (other === undefined) {
      first.set(filter, node.place);
    } else {
      node.report(`must differ from ${other} for the branch ${branch}`, 'Remove one of the two.');
    }
  }
}

function filterOf({ type, tags, paths, branches, events }: Record<string, unknown>, branch: string): string {
  const target = type === TriggerType.PULL_REQUEST ? branches ?? { include: [branch] } : undefined;
  const patterns = [tags, paths, target].map((filter) => (isRecord(filter) ? [filter.include, filter.exclude] : filter));
  return JSON.stringify([type, patterns, Array.isArray(events) ? [...events].sort() : [PullRequestEvent.OPENED, PullRequestEvent.UPDATED]]);
}

function checkSelfMutation(root: Node, triggers: Node[]): void {
  const remedy = 'Set "selfMutation": false and deploy the pipeline\'s stack yourself, or remove the trigger.';
  for (const trigger of triggers) {
    const { type } = trigger.value as Record<string, unknown>;
    if (type === TriggerType.TAG) {
      trigger.at('type').report('must not be tag in a pipeline that updates itself, because the restart would release the head of the branch instead of the tag', remedy);
    } else if (type === TriggerType.PULL_REQUEST) {
      trigger.at('type').report('must not be pullRequest in a pipeline that updates itself, because code that nobody has merged would change it', remedy);
    }
  }
  const mode = fields([root], 'executionMode').find((node) => node.value === ExecutionMode.PARALLEL);
  mode?.report(
    'must not be parallel in a pipeline that updates itself, because two runs would update its stack at the same time and one would fail',
    'Choose queued, or set "selfMutation": false.',
  );
}
