import { wholeNumber } from './numbers';
import { account, flag, oneOf, region } from './values';
import { VARIABLE_NAME, VARIABLE_VALUE } from './variables';
import { GateResult, VariableOperator } from '../../variable-check';
import { distinct, Rule, text, variant } from '../shape';
import { TIME_ZONE, TIME_ZONE_REMEDY } from '../time-zone';
import { cronRemedy, WINDOW_CRON } from '../window-cron';

const cron: Rule = (node) => text(node, WINDOW_CRON, 'must be a cron expression of six fields', cronRemedy(node.value));

const timeZone: Rule = (node) => text(node, TIME_ZONE, 'must be a time zone', TIME_ZONE_REMEDY);

const localTime: Rule = (node) => text(
  node, /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/, 'must be a local date and time',
  'Write it as "2026-12-18T17:00", without seconds and without a time zone, which timeZone names.',
);

const reason: Rule = (node) => text(
  node, /^(?=.*[^ ])[a-zA-Z0-9!@ ().*?-]{1,160}$/, 'must be 1 to 160 characters that CodePipeline shows',
  'Take letters from a to z, digits, spaces and ! @ ( ) . * ? - only.',
);

const alarm: Rule = (node) => text(node, /^(?=[^]*\S)[^]{1,255}$/u, 'must be the name of an alarm', 'Write its name of at most 255 characters, not its ARN.');

const optional = (rule: Rule) => ({ required: false, rule });
const required = (rule: Rule) => ({ required: true, rule });

/**
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-VariableCheck.html
 */
export const gate: Rule = (node) => variant(node, 'type', {
  deploymentWindow: { cron: required(cron), timeZone: optional(timeZone) },
  freeze: { from: required(localTime), until: required(localTime), timeZone: optional(timeZone), reason: required(reason) },
  bake: {
    minutes: required((n) => wholeNumber(n, 1, 1380, 'minutes')),
    alarms: optional((n) => distinct(n, { minimum: 1, maximum: 100, remedy: 'List 1 to 100 names of alarms, or remove the key for those in the stacks.' }, alarm)),
    account: optional(account),
    region: optional(region),
  },
  variableCheck: {
    variable: required((n) => text(n, VARIABLE_NAME, 'must be the name of a variable', 'Use capital letters, digits and "_", such as "RELEASE_NOTE".')),
    value: required((n) => text(n, VARIABLE_VALUE, 'must be a line of 1 to 1000 characters', 'Shorten it; an empty value cannot be given to a run.')),
    operator: optional((n) => oneOf(n, Object.values(VariableOperator))),
    otherwise: optional((n) => oneOf(n, Object.values(GateResult))),
  },
});

/** @see https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_FailureConditions.html */
export const failureReaction: Rule = (node) => variant(node, 'type', {
  rollback: {},
  retry: { failedActionsOnly: optional(flag) },
  stop: {},
});
