import { Node, Rule, text } from '../shape';

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html */
export const parameterName: Rule = (node) => text(
  node, /^[A-Za-z0-9_./-]{1,1011}$/, 'must be the name of a parameter', 'Write it as Parameter Store does, such as "/orders/level".',
);

/** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html */
const SECRET = '[A-Za-z0-9/_+=.@-]{1,512}';

export const secretName: Rule = (node) => text(node, new RegExp(`^${SECRET}$`), 'must be the name of a secret', 'Write the name that it has in Secrets Manager.');

/** The name of a secret, and maybe a key of its JSON. */
export const secretValue: Rule = (node) => text(
  node, new RegExp(`^${SECRET}(:[^:\\s]+)?$`), 'must be the name of a secret, or "name:key"', 'Write the name that it has in Secrets Manager, and a key of its JSON.',
);

/** The name or ARN of a secret, and maybe a key of its JSON. */
export const SECRET_REFERENCE = new RegExp(`^(?<secret>(?:arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\\d{12}:secret:)?${SECRET})(?::(?<key>[^:\\s]+))?$`);

export const secretReference: Rule = (node) => text(
  node, SECRET_REFERENCE, 'must be the name or ARN of a secret, or one of them and ":key"',
  'Write the name that it has in Secrets Manager, and a key of its JSON, such as "orders/db:password".',
);

/** Every variable comes from one place; `taken` are places of variables that were given before. */
export function checkOneSource(nodes: readonly Node[], taken: ReadonlyMap<string, string> = new Map()): void {
  const first = new Map(taken);
  for (const node of nodes) {
    const name = variableOf(node);
    const other = first.get(name);
    if (other === undefined) {
      first.set(name, node.place);
    } else {
      node.problems.add(`the key of ${node.place}`, `must differ from ${other}`, name, 'Give every variable one source.');
    }
  }
}

/** The variable that a node gives a value to. */
export function variableOf(node: Node): string {
  return node.place.split('.').at(-1)!;
}
