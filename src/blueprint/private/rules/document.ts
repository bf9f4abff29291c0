import { ExecutionMode } from '../../execution-mode';
import { list, map, Node, object, Rule } from '../shape';
import { build } from './build';
import { environment } from './environment';
import { profiles } from './profile';
import { tags } from './tags';
import { trigger } from './trigger';
import { account, applicationName, flag, line, name, oneOf, region } from './values';
import { pipelineVariables } from './variables';

const tools: Rule = (node) => object(node, { account: { required: true, rule: account }, region: { required: true, rule: region } });

const branches: Rule = (node) => map(node, {
  pattern: /^[A-Za-z0-9._/-]+$/,
  must: 'must be a branch\'s name',
  remedy: 'Map a branch such as "main" to a list of environments.',
}, (environments) => list(environments, { minimum: 1, remedy: 'List the names of the environments that the branch is delivered to.' }, name));

/**
 * Everything that can be said of one value alone: types, forms, required and unknown keys.
 *
 * `schema/pipeline.schema.json` states the same rules for editors; a property-based test holds the two together.
 */
export function checkShape(root: Node): void {
  object(root, {
    $schema: { required: false, rule: line },
    application: { required: true, rule: applicationName },
    tools: { required: true, rule: tools },
    environments: { required: true, rule: (n) => list(n, { minimum: 1, remedy: 'List the environments in the order of delivery.' }, environment) },
    profiles: { required: false, rule: profiles },
    branches: { required: false, rule: branches },
    builds: { required: false, rule: (n) => list(n, { remedy: 'List the builds.' }, build) },
    triggers: { required: false, rule: (n) => list(n, { remedy: 'List the triggers.' }, trigger) },
    variables: { required: false, rule: pipelineVariables },
    executionMode: { required: false, rule: (n) => oneOf(n, Object.values(ExecutionMode)) },
    selfMutation: { required: false, rule: flag },
    reviewSelfMutation: { required: false, rule: flag },
    tags: { required: false, rule: tags },
  });
}
