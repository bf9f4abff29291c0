import { Node, Rule, text } from '../shape';

const NAME_REMEDY = 'Start with a lowercase letter and continue with lowercase letters, digits and hyphens.';

/** A product's name, which becomes part of many others. */
export const applicationName: Rule = (node) => text(node, /^[a-z][a-z0-9-]{0,29}$/, 'must be a name of at most 30 characters', NAME_REMEDY);

/** The name of an environment, a build or a check. */
export const name: Rule = (node) => text(node, /^[a-z][a-z0-9-]{0,19}$/, 'must be a name of at most 20 characters', NAME_REMEDY);

/** What names of an environment's stacks begin with. With 52 characters the default of the longest names fits, too. */
export const namePrefix: Rule = (node) => text(
  node, /^([A-Za-z][A-Za-z0-9-]{0,51})?$/, 'must be the beginning of names, at most 52 characters',
  'Start with a letter and continue with letters, digits and hyphens, such as "acme-prod-", or leave it empty for none.',
);

export const account: Rule = (node) => text(node, /^\d{12}$/, 'must be 12 digits', 'Write the account as a string, such as "111111111111".');

export const region: Rule = (node) => text(node, /^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region', 'Write it as AWS does, such as "eu-west-1".');

export const line: Rule = (node) => text(node, /\S/, 'must be text', 'Write at least one character that is no space.');

export const branchName: Rule = (node) => text(node, /^[A-Za-z0-9._/-]+$/, 'must be a branch\'s name', 'Use letters, digits, ".", "_", "-" and "/".');

export const flag: Rule = (node) => {
  if (typeof node.value !== 'boolean') {
    node.report('must be true or false', 'Write it without quotes.');
  }
};

export const PATH = /^(?!\/)(?!(.*\/)?\.\.?(\/|$))(?!.*\/\/)[A-Za-z0-9._/@-]+(?<!\/)$/;

/** A path from the repository's root that stays inside the repository. */
export const path: Rule = (node) => text(
  node, PATH, 'must be a path inside the repository',
  'Write it from the repository\'s root with letters, digits, ".", "_", "@", "-" and "/", such as "frontend/dist".',
);

/** The key of a map to values that commands read. */
export const environmentVariable = {
  pattern: /^(?!CODEBUILD_)[A-Za-z_][A-Za-z0-9_]*$/,
  must: 'must be an environment variable\'s name',
  remedy: 'Use letters, digits and "_", such as "LOG_LEVEL"; CODEBUILD_ belongs to CodeBuild.',
};

export function whole(node: Node, lowest: number, highest: number, remedy: string): void {
  if (!Number.isInteger(node.value) || (node.value as number) < lowest || (node.value as number) > highest) {
    node.report(`must be a whole number from ${lowest} to ${highest}`, remedy);
  }
}

export function oneOf(node: Node, values: readonly string[]): void {
  if (!values.includes(node.value as string)) {
    node.report(`must be one of ${values.join(', ')}`, 'Choose one of them.');
  }
}
