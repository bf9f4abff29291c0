import { parseDocument, type ScalarTag, type CollectionTag, type Tags, YAMLMap, YAMLSeq } from 'yaml';

/** The short forms that stand for one text or one list or one mapping; https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const FUNCTIONS = ['Base64', 'Cidr', 'FindInMap', 'GetAZs', 'If', 'ImportValue', 'Join', 'Select', 'Split', 'Sub', 'Equals', 'Not', 'And', 'Or'];

const TAGS: Tags = [
  ...shortForms('Ref', 'Ref'),
  ...shortForms('GetAtt', 'Fn::GetAtt', (name) => name.split('.')),
  ...FUNCTIONS.flatMap((name) => shortForms(name, `Fn::${name}`)),
];

/**
 * Reads YAML with the short forms of CloudFormation's functions.
 *
 * @throws Error for a short form that there is not, and for whatever else the parser only warns of
 */
export function parseCloudFormation(text: string): unknown {
  const document = parseDocument(text, { customTags: TAGS });
  const problem = [...document.errors, ...document.warnings][0];
  if (problem) {
    throw problem;
  }
  return document.toJS();
}

function shortForms(tag: string, key: string, ofText: (text: string) => unknown = (text) => text): Tags {
  const scalar: ScalarTag = { tag: `!${tag}`, resolve: (text) => ({ [key]: ofText(text) }) };
  const list: CollectionTag = { tag: `!${tag}`, collection: 'seq', resolve: (value) => longForm(key, value as YAMLSeq) };
  const mapping: CollectionTag = { tag: `!${tag}`, collection: 'map', resolve: (value) => longForm(key, value as YAMLMap) };
  return [scalar, list, mapping];
}

/** As a node, so that functions within its arguments are converted with it. */
function longForm(key: string, value: YAMLSeq | YAMLMap): YAMLMap {
  const map = new YAMLMap();
  map.set(key, value);
  return map;
}
