import { approvalOf } from './environment-approval';
import { ExecutionMode } from '../../execution-mode';
import { LONGEST_INSTRUCTIONS } from '../approval-message';
import { fields, isRecord, items, members, Node } from '../shape';

/** What the values of the approvals have to do with each other and with the pipeline. */
export function checkApprovals(root: Node): void {
  const environments = items(root, 'environments').filter(({ value }) => isRecord(value));
  for (const approval of fields([...environments, ...members(root, 'profiles')], 'approval')) {
    if (isRecord(approval.value) && approval.value.type !== 'none') {
      checkSummary(approval, approval.value);
      checkNotice(approval, approval.value, root);
    }
  }
  environments.forEach((environment) => checkParallelRuns(environment, root));
}

function checkSummary(approval: Node, { type, changeSummary, skipWhenUnchanged, instructions }: Record<string, unknown>): void {
  if (changeSummary === false && type === 'manual') {
    if (skipWhenUnchanged === true) {
      approval.at('skipWhenUnchanged').report('must be false without a summary of the changes', 'Remove "changeSummary": false, which finds out whether anything changes, or remove skipWhenUnchanged.');
    }
  } else if (typeof instructions === 'string' && [...instructions].length > LONGEST_INSTRUCTIONS) {
    approval.at('instructions').report(
      `must be text of at most ${LONGEST_INSTRUCTIONS} characters beside the summary of the changes`,
      `Shorten it, ${type === 'manual' ? 'link to more by reviewUrl, or set "changeSummary": false' : 'or link to more by reviewUrl'}.`,
    );
  }
}

function checkNotice(approval: Node, { notifyTopic, notifyEmails }: Record<string, unknown>, root: Node): void {
  if (typeof notifyTopic !== 'string') {
    return;
  }
  if (notifyEmails !== undefined) {
    approval.at('notifyEmails').report('must be absent where there is a notifyTopic', 'Subscribe the addresses to that topic, or remove notifyTopic for a topic of the pipeline\'s own.');
  }
  const tools = isRecord(root.value) && isRecord(root.value.tools) ? root.value.tools : {};
  const [, , , region] = notifyTopic.split(':');
  if (typeof tools.region === 'string' && region !== undefined && region !== tools.region) {
    approval.at('notifyTopic').report(`must be in ${tools.region}, the region of the pipeline`, 'Name a topic of that region: CodePipeline publishes to no other.');
  }
}

/** Change sets have a name each, so that runs side by side would deploy each other's. */
function checkParallelRuns(environment: Node, root: Node): void {
  const { approval } = environment.value as Record<string, unknown>;
  if (!isRecord(root.value) || root.value.executionMode !== ExecutionMode.PARALLEL) {
    return;
  }
  const given = approvalOf(environment, root);
  const reason = 'where executionMode is parallel, because runs would replace the change sets of each other';
  const hasSummary = given.changeSummary === undefined || given.changeSummary === true;
  if (given.type === 'manual' && hasSummary) {
    root.problems.add(`${environment.place}.approval.changeSummary`, `must be false ${reason}`, isRecord(approval) ? approval.changeSummary : undefined, 'Set it to false, or choose queued.');
  } else if (given.type === 'onRisk') {
    root.problems.add(
      `${environment.place}.approval.type`, `must be manual or none ${reason}`, isRecord(approval) ? approval.type : undefined,
      'Choose manual with "changeSummary": false, or none, or the executionMode queued.',
    );
  }
}
