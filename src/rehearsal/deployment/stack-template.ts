import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse, type CollectionTag, type ScalarTag } from 'yaml';
import { ActionFailure } from '../execution/action-outcome';
import { isObject } from '../model/intrinsics';

/** The template of a stack, together with those of its nested stacks by their logical ids. */
export interface StackTemplate {
  readonly body: Readonly<Record<string, unknown>>;
  readonly nested: Readonly<Record<string, StackTemplate>>;
}

/** What there is of a stack that does not exist. */
export const NO_TEMPLATE: StackTemplate = { body: {}, nested: {} };

/** @throws ActionFailure if the file holds no template */
export function readStackTemplate(file: string): StackTemplate {
  return read(file, []);
}

function read(file: string, parents: readonly string[]): StackTemplate {
  const body = parseTemplate(readFileSync(file, 'utf8'), file);
  const found = Object.entries(isObject(body.Resources) ? body.Resources : {}).flatMap(([logicalId, resource]): [string, StackTemplate][] => {
    const nested = nestedFile(resource, file);
    return nested === undefined || [...parents, file].includes(nested) ? [] : [[logicalId, read(nested, [...parents, file])]];
  });
  return { body, nested: Object.fromEntries(found) };
}

/** CDK writes the templates of nested stacks beside the parent's and names the file in the resource's metadata. */
function nestedFile(resource: unknown, parent: string): string | undefined {
  if (!isObject(resource) || resource.Type !== 'AWS::CloudFormation::Stack' || !isObject(resource.Metadata)) {
    return undefined;
  }
  const path = resource.Metadata['aws:asset:path'];
  const file = typeof path === 'string' ? join(dirname(parent), path) : undefined;
  return file !== undefined && existsSync(file) ? file : undefined;
}

/**
 * A template without those of its nested stacks.
 *
 * @param name what the text is called in messages
 * @throws ActionFailure if the text is no template
 */
export function stackTemplateOf(text: string, name: string): StackTemplate {
  return { body: parseTemplate(text, name), nested: {} };
}

/** CloudFormation takes JSON and YAML; CDK writes JSON, which is far quicker to read as such. */
function parseTemplate(text: string, file: string): Record<string, unknown> {
  const body = text.trimStart().startsWith('{') ? parseWith(JSON.parse, text, file) : parseWith(parseYaml, text, file);
  if (!isObject(body)) {
    throw new ActionFailure(`${basename(file)} must hold a template, got: ${text.slice(0, 40)}`);
  }
  return body;
}

function parseWith(parser: (text: string) => unknown, text: string, file: string): unknown {
  try {
    return parser(text);
  } catch (error) {
    throw new ActionFailure(`${basename(file)} is neither JSON nor YAML: ${(error as Error).message}`);
  }
}

function parseYaml(text: string): unknown {
  return parse(text, { customTags: SHORT_FORMS, logLevel: 'silent' });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const FUNCTIONS = [
  'And', 'Base64', 'Cidr', 'Equals', 'FindInMap', 'GetAtt', 'GetAZs', 'If', 'ImportValue', 'Join', 'Length', 'Not', 'Or', 'Select', 'Split',
  'Sub', 'ToJsonString', 'Transform',
];

const SHORT_FORMS = [...FUNCTIONS.map((name) => [name, `Fn::${name}`]), ['Ref', 'Ref'], ['Condition', 'Condition']]
  .flatMap(([name, key]): (ScalarTag | CollectionTag)[] => [
    { tag: `!${name}`, resolve: (value) => ({ [key]: value }) },
    { tag: `!${name}`, collection: 'seq', resolve: (value) => ({ [key]: value.toJSON() }) },
    { tag: `!${name}`, collection: 'map', resolve: (value) => ({ [key]: value.toJSON() }) },
  ]);
