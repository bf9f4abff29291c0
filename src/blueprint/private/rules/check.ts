import { list, map, object, Rule, text } from '../shape';
import { line, name } from './values';

const outputReference: Rule = (node) => text(
  node, /^[A-Za-z][A-Za-z0-9-]*\.[A-Za-z][A-Za-z0-9]*$/, 'must name a stage and one of its outputs', 'Write it as "stage.Output", such as "api.Url".',
);

const outputs: Rule = (node) => map(node, {
  pattern: /^[A-Z_][A-Z0-9_]*$/,
  must: 'must be an environment variable\'s name',
  remedy: 'Map a variable such as "API_URL" to "stage.Output".',
}, outputReference);

export const check: Rule = (node) => object(node, {
  name: { required: true, rule: name },
  commands: { required: true, rule: (n) => list(n, { minimum: 1, remedy: 'List the shell commands of the check.' }, line) },
  outputs: { required: false, rule: outputs },
});
