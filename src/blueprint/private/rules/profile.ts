import { approval } from './approval';
import { wholeNumber } from './numbers';
import { rollout } from './rollout';
import { flag, name, oneOf } from './values';
import { BUILT_IN_PROFILES, RETENTION_DAYS } from '../profile-document';
import { isRecord, map, Node, object, Rule } from '../shape';

const BUILT_IN = Object.keys(BUILT_IN_PROFILES);

const retention: Rule = (node) => {
  if (!RETENTION_DAYS.includes(node.value as number)) {
    node.report(`must be one of ${RETENTION_DAYS.join(', ')}`, 'CloudWatch takes no other number of days.');
  }
};

const profile: Rule = (node) => object(node, {
  basedOn: { required: true, rule: (n) => oneOf(n, BUILT_IN) },
  keepsData: { required: false, rule: flag },
  protectsFromDeletion: { required: false, rule: flag },
  logRetentionDays: { required: false, rule: retention },
  minimumTasks: { required: false, rule: (n) => wholeNumber(n, 1, 1000, 'tasks') },
  maximumTasks: { required: false, rule: (n) => wholeNumber(n, 1, 1000, 'tasks') },
  natGateways: { required: false, rule: (n) => wholeNumber(n, 1, 2, 'gateways') },
  approval: { required: false, rule: approval },
  rollout: { required: false, rule: rollout },
  rollbackByDefault: { required: false, rule: flag },
  bakeMinutesByDefault: { required: false, rule: (n) => wholeNumber(n, 0, 1380, 'minutes') },
  siteFirewall: { required: false, rule: flag },
});

/** Profiles of the user's own, by their names. */
export const profiles: Rule = (node) => map(node, {
  pattern: new RegExp(`^(?!(${BUILT_IN.join('|')})$)[a-z][a-z0-9-]{0,19}$`),
  must: 'must be a name of at most 20 characters that no built-in profile has',
  remedy: 'Start with a lowercase letter and continue with lowercase letters, digits and hyphens.',
}, profile);

/** The name of a profile: whether there is one of that name is not for this rule. */
export const profileName: Rule = name;

/** Every environment's profile is built in or one of the document's own. */
export function checkProfiles(root: Node, environmentProfiles: readonly Node[]): void {
  const own = isRecord(root.value) && isRecord(root.value.profiles) ? Object.keys(root.value.profiles) : [];
  const known = [...BUILT_IN, ...own];
  for (const node of environmentProfiles.filter(({ value }) => typeof value === 'string' && !known.includes(value))) {
    node.report(`must be one of ${known.join(', ')}`, 'Choose one of them, or describe it under profiles.');
  }
}
