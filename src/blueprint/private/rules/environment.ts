import { list, object, Rule } from '../shape';
import { approval } from './approval';
import { check } from './check';
import { failureReaction, gate } from './gate';
import { profileName } from './profile';
import { rollout } from './rollout';
import { account, name, namePrefix, region } from './values';

export const environment: Rule = (node) => object(node, {
  name: { required: true, rule: name },
  account: { required: true, rule: account },
  regions: { required: true, rule: (n) => list(n, { minimum: 1, remedy: 'List the regions, such as ["eu-west-1"].' }, region) },
  profile: { required: true, rule: profileName },
  namePrefix: { required: false, rule: namePrefix },
  approval: { required: false, rule: approval },
  checks: { required: false, rule: (n) => list(n, { remedy: 'List the checks.' }, check) },
  gates: { required: false, rule: (n) => list(n, { remedy: 'List the gates.' }, gate) },
  onFailure: { required: false, rule: failureReaction },
  rollout: { required: false, rule: rollout },
});
