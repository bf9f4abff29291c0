import { Token } from 'aws-cdk-lib';
import { Problems } from '../../../blueprint/private/problems';
import { checkOneSource, parameterName, secretReference } from '../../../blueprint/private/rules/value-sources';
import { Node, Rule } from '../../../blueprint/private/shape';
import type { ServiceConfigurationOptions } from '../../service-configuration-options';

const KINDS = ['environment', 'parameters', 'secrets'] as const;

/**
 * Names that programs can read, from one source each. What a parameter or a secret is called must be known here, because the right to read
 * it is made from its name.
 */
export function checkConfiguration(problems: Problems, options: ServiceConfigurationOptions): void {
  const nodes = Object.fromEntries(KINDS.map((kind) => [kind, nodesOf(problems, options, kind)]));
  Object.values(nodes).flat().forEach(checkVariableName);
  follow(nodes.parameters, parameterName);
  follow(nodes.secrets, secretReference);
  checkOneSource(Object.values(nodes).flat());
  checkKey(problems, options.configurationKeyArn);
}

function nodesOf(problems: Problems, options: ServiceConfigurationOptions, kind: typeof KINDS[number]): Node[] {
  const values = options[kind] ?? {};
  return Object.keys(values).map((name) => new Node(kind, values, problems).at(name));
}

function follow(nodes: readonly Node[], rule: Rule): void {
  nodes.forEach(rule);
}

/** The forms of a variable's name that programs in every language can read. */
function checkVariableName({ place, problems }: Node): void {
  const name = place.slice(place.indexOf('.') + 1);
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    problems.add(place, 'must be an environment variable\'s name', name, 'Use letters, digits and "_", such as LOG_LEVEL.');
  }
}

function checkKey(problems: Problems, keyArn?: string): void {
  if (keyArn !== undefined && !Token.isUnresolved(keyArn) && !/^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/.test(keyArn)) {
    problems.add('configurationKeyArn', 'must be the ARN of a key', keyArn, 'Rights know keys, not aliases: write "arn:aws:kms:eu-west-1:111111111111:key/…".');
  }
}
