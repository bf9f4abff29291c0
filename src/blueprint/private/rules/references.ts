import { checkApprovals } from './approval-references';
import { checkCheckReferences } from './check-references';
import { childOf, fields, items, members, Node, unique } from '../shape';
import { checkBuilds } from './builds';
import { checkGates } from './gate-references';
import { checkNamePrefixes } from './name-prefixes';
import { checkProfiles } from './profile';
import { checkRollout } from './rollout';
import { checkStarting } from './starting';
import { DEFAULT_BRANCH } from '../document';

/** What values have to do with each other. Parts of the wrong shape are left to `checkShape`. */
export function checkReferences(root: Node): void {
  const environments = items(root, 'environments');
  const environmentNames = fields(environments, 'name');
  unique(environmentNames, 'environment');
  unique(fields(items(root, 'builds'), 'name'), 'build');
  unique(fields(items(root, 'builds'), 'output'), 'build\'s output');
  for (const one of environments) {
    unique(items(one, 'regions'), 'region');
    unique(fields(items(one, 'checks'), 'name'), 'check');
    items(one, 'checks').forEach(checkCheckReferences);
  }
  checkProfiles(root, fields(environments, 'profile'));
  fields([...environments, ...members(root, 'profiles')], 'rollout').forEach(checkRollout);
  checkApprovals(root);
  checkGates(root);
  checkNamePrefixes(root);
  checkBranches(root, environmentNames);
  checkBuilds(root);
  checkStarting(root, Object.keys(childOf(root, 'branches')?.value ?? { [DEFAULT_BRANCH]: [] }));
}

function checkBranches(root: Node, environmentNames: Node[]): void {
  const branches = childOf(root, 'branches');
  if (!branches) {
    return;
  }
  const known = environmentNames.map((node) => node.value);
  const delivered = Object.keys(branches.value as object).flatMap((branch) => items(branches, branch));
  for (const node of delivered.filter(({ value }) => typeof value === 'string' && !known.includes(value))) {
    node.report('must be the name of an environment', `Environments are: ${known.join(', ')}.`);
  }
  unique(delivered, 'branch an environment');
  for (const node of environmentNames.filter((candidate) => !delivered.some((d) => d.value === candidate.value))) {
    node.report('is delivered by no branch', 'Name the environment under one of the branches.');
  }
}
