import { approvalOf } from './environment-approval';
import { checkHeld } from './held-references';
import { ExecutionMode } from '../../execution-mode';
import { GateResult } from '../../variable-check';
import { childOf, fields, isRecord, items, Node } from '../shape';

/** CodePipeline's limit for the rules of a condition. https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_Condition.html */
const MOST_RULES = 5;

/** What the values of the gates have to do with each other and with the pipeline. */
export function checkGates(root: Node): void {
  const variables = Object.keys(childOf(root, 'variables')?.value ?? {});
  for (const environment of items(root, 'environments')) {
    const gates = items(environment, 'gates').filter(({ value }) => isRecord(value));
    const ofType = (type: string) => gates.filter(({ value }) => (value as Record<string, unknown>).type === type);
    checkHeld(environment, ofType('deploymentWindow'), ofType('freeze'));
    checkBakes(ofType('bake'));
    checkVariableChecks(ofType('variableCheck'), variables, mayBeSkipped(environment, root));
    checkRollback(environment, root);
  }
}

function checkBakes(bakes: Node[]): void {
  bakes.slice(1).forEach((bake) => bake.at('type').report(`must not be a second bake beside ${bakes[0].place}`, 'Name all alarms in one, with the longer time.'));
  for (const bake of bakes) {
    if (!Object.hasOwn(bake.value as object, 'alarms')) {
      [...fields([bake], 'account'), ...fields([bake], 'region')].forEach((node) => node.report(
        'must be absent without alarms', 'Name the alarms that are there, or remove it for the alarms in the environment\'s stacks.'));
    }
  }
}

/** CodePipeline takes one condition before a stage, with one result for all of its rules. */
function checkVariableChecks(checks: Node[], variables: string[], skips: boolean): void {
  for (const node of fields(checks, 'variable').filter(({ value }) => typeof value === 'string' && !variables.includes(value))) {
    node.report('must be one of the variables', `Variables are: ${variables.join(', ') || 'none'}.`);
  }
  const resultOf = ({ value }: Node) => (value as Record<string, unknown>).otherwise ?? GateResult.FAIL;
  for (const check of checks.filter((candidate) => resultOf(candidate) !== resultOf(checks[0]))) {
    check.at('otherwise').report(
      `must be ${resultOf(checks[0])}, as in ${checks[0].place}`, 'CodePipeline has one result for all checks before a stage: decide for one.');
  }
  const most = skips && checks.length > 0 && resultOf(checks[0]) === GateResult.SKIP ? MOST_RULES - 1 : MOST_RULES;
  checks.slice(most).forEach((check) => check.at('type').report(
    `must not be the variableCheck after the ${most} that CodePipeline takes before a stage`, 'Combine several into one with the operator MATCHES.'));
}

/** What is skipped when nothing changes, or nothing risky, is a rule before the approval, too. */
function mayBeSkipped(environment: Node, root: Node): boolean {
  const { type, skipWhenUnchanged } = isRecord(environment.value) ? approvalOf(environment, root) : {};
  return type === 'onRisk' || skipWhenUnchanged === true;
}

/** @see https://docs.aws.amazon.com/codepipeline/latest/userguide/execution-modes.html */
function checkRollback(environment: Node, root: Node): void {
  const onFailure = childOf(environment, 'onFailure');
  if (isRecord(root.value) && root.value.executionMode === ExecutionMode.PARALLEL && onFailure?.at('type').value === 'rollback') {
    onFailure.at('type').report('must not be rollback where executionMode is parallel, because CodePipeline has no rollback there', 'Choose stop or retry, or another executionMode.');
  }
}
