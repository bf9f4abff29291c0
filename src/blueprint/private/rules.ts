import { EnvironmentProfile } from '../environment-profile';
import { list, map, Node, object, Rule, text, unique } from './shape';

/** `schema/pipeline.schema.json` states the same rules for editors; a property-based test holds the two together. */

const NAME_REMEDY = 'Start with a lowercase letter and continue with lowercase letters, digits and hyphens.';

const application: Rule = (node) => text(node, /^[a-z][a-z0-9-]{0,29}$/, 'must be a name of at most 30 characters', NAME_REMEDY);
const name: Rule = (node) => text(node, /^[a-z][a-z0-9-]{0,19}$/, 'must be a name of at most 20 characters', NAME_REMEDY);
const account: Rule = (node) => text(node, /^\d{12}$/, 'must be 12 digits', 'Write the account as a string, such as "111111111111".');
const region: Rule = (node) => text(node, /^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region', 'Write it as AWS does, such as "eu-west-1".');
const profile: Rule = (node) => oneOf(node, EnvironmentProfile.all().map((p) => p.name));
const line: Rule = (node) => text(node, /\S/, 'must be text', 'Write at least one character that is no space.');
const path: Rule = (node) => text(
  node, /^(?!\/)(?!(.*\/)?\.\.?(\/|$))(?!.*\/\/)[A-Za-z0-9._/@-]+(?<!\/)$/, 'must be a path inside the repository',
  'Write it from the repository\'s root with letters, digits, ".", "_", "@", "-" and "/", such as "frontend/dist".',
);
const outputReference: Rule = (node) => text(
  node, /^[A-Za-z][A-Za-z0-9-]*\.[A-Za-z][A-Za-z0-9]*$/, 'must name a stage and one of its outputs', 'Write it as "stage.Output", such as "api.Url".',
);

const approval: Rule = (node) => object(node, {
  type: { required: true, rule: (n) => oneOf(n, ['manual', 'none']) },
  instructions: { required: false, rule: line },
});

const check: Rule = (node) => object(node, {
  name: { required: true, rule: name },
  commands: { required: true, rule: (n) => list(n, { minimum: 1, remedy: 'List the shell commands of the check.' }, line) },
  outputs: {
    required: false,
    rule: (n) => map(n, {
      pattern: /^[A-Z_][A-Z0-9_]*$/,
      must: 'must be an environment variable\'s name',
      remedy: 'Map a variable such as "API_URL" to "stage.Output".',
    }, outputReference),
  },
});

const environment: Rule = (node) => object(node, {
  name: { required: true, rule: name },
  account: { required: true, rule: account },
  regions: { required: true, rule: (n) => list(n, { minimum: 1, remedy: 'List the regions, such as ["eu-west-1"].' }, region) },
  profile: { required: true, rule: profile },
  approval: { required: false, rule: approval },
  checks: { required: false, rule: (n) => list(n, { remedy: 'List the checks.' }, check) },
});

const build: Rule = (node) => object(node, {
  name: { required: true, rule: name },
  buildspec: { required: false, rule: path },
  output: { required: false, rule: path },
});

const document: Rule = (node) => object(node, {
  $schema: { required: false, rule: line },
  application: { required: true, rule: application },
  tools: {
    required: true,
    rule: (n) => object(n, { account: { required: true, rule: account }, region: { required: true, rule: region } }),
  },
  environments: { required: true, rule: (n) => list(n, { minimum: 1, remedy: 'List the environments in the order of delivery.' }, environment) },
  branches: {
    required: false,
    rule: (n) => map(n, {
      pattern: /^[A-Za-z0-9._/-]+$/,
      must: 'must be a branch\'s name',
      remedy: 'Map a branch such as "main" to a list of environments.',
    }, (environments) => list(environments, { minimum: 1, remedy: 'List the names of the environments that the branch is delivered to.' }, name)),
  },
  builds: { required: false, rule: (n) => list(n, { remedy: 'List the builds.' }, build) },
});

/** Everything that can be said of one value alone: types, forms, required and unknown keys. */
export function checkShape(root: Node): void {
  document(root);
}

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
  }
  checkBranches(root, environmentNames);
}

function checkBranches(root: Node, environmentNames: Node[]): void {
  const branches = childOf(root, 'branches');
  if (!branches) {
    return;
  }
  const known = environmentNames.map((node) => node.value);
  const delivered = Object.keys(branches.value as object).flatMap((branch) => items(branches, branch));
  for (const node of delivered.filter((candidate) => !known.includes(candidate.value))) {
    node.report('must be the name of an environment', `Environments are: ${known.join(', ')}.`);
  }
  unique(delivered, 'branch an environment');
  for (const node of environmentNames.filter((candidate) => !delivered.some((d) => d.value === candidate.value))) {
    node.report('is delivered by no branch', 'Name the environment under one of the branches.');
  }
}

function oneOf(node: Node, values: string[]): void {
  if (!values.includes(node.value as string)) {
    node.report(`must be one of ${values.join(', ')}`, 'Choose one of them.');
  }
}

function childOf(node: Node, key: string): Node | undefined {
  const isObject = typeof node.value === 'object' && node.value !== null && Object.hasOwn(node.value, key);
  const child = isObject ? node.at(key) : undefined;
  return child && typeof child.value === 'object' && child.value !== null ? child : undefined;
}

function items(node: Node, key: string): Node[] {
  const child = childOf(node, key);
  return child && Array.isArray(child.value) ? child.value.map((_, index) => child.at(index)) : [];
}

function fields(nodes: Node[], key: string): Node[] {
  return nodes.filter((node) => typeof node.value === 'object' && node.value !== null && Object.hasOwn(node.value, key)).map((node) => node.at(key));
}
