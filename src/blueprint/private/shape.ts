import { Problems } from './problems';

/** A JSON value together with its place, so that a rule can say where it found what. */
export class Node {
  public constructor(public readonly place: string, public readonly value: unknown, public readonly problems: Problems) {}

  public at(key: string | number): Node {
    const place = typeof key === 'number' ? `${this.place}[${key}]` : this.place === '' ? key : `${this.place}.${key}`;
    return new Node(place, (this.value as Record<string | number, unknown>)[key], this.problems);
  }

  public report(must: string, remedy: string): void {
    this.problems.add(this.place === '' ? 'the document' : this.place, must, this.value, remedy);
  }
}

export type Rule = (node: Node) => void;

/** The keys of an object, and what is to be said of each. */
export type Keys = Record<string, { required: boolean; rule: Rule }>;

/** The value is an object with these keys and no other. */
export function object(node: Node, keys: Keys): void {
  if (!isRecord(node.value)) {
    node.report('must be an object', `Its keys are ${Object.keys(keys).join(', ')}.`);
    return;
  }
  for (const key of Object.keys(node.value)) {
    if (!Object.hasOwn(keys, key)) {
      node.at(key).report('is not a known key', `Remove it or correct its name; known here: ${Object.keys(keys).join(', ')}.`);
    }
  }
  for (const [key, { required, rule }] of Object.entries(keys)) {
    const child = node.at(key);
    if (!Object.hasOwn(node.value, key)) {
      if (required) {
        child.report('is required', 'Add it.');
      }
    } else {
      rule(child);
    }
  }
}

/** The value is an object whose other keys depend on the value of one. */
export function variant(node: Node, key: string, variants: Record<string, Keys>): void {
  const kinds = Object.keys(variants);
  if (!isRecord(node.value) || !Object.hasOwn(node.value, key)) {
    node.report(`must be an object with the key ${key}`, `Give ${key} as one of ${kinds.join(', ')}.`);
  } else if (!kinds.includes(node.value[key] as string)) {
    node.at(key).report(`must be one of ${kinds.join(', ')}`, 'Choose one of them.');
  } else {
    object(node, { [key]: { required: true, rule: () => undefined }, ...variants[node.value[key] as string] });
  }
}

/** The value is an object whose keys the user chooses. */
export function map(node: Node, key: { pattern: RegExp; must: string; remedy: string }, rule: Rule): void {
  if (!isRecord(node.value)) {
    node.report('must be an object', key.remedy);
    return;
  }
  for (const name of Object.keys(node.value)) {
    if (!key.pattern.test(name)) {
      node.problems.add(`the key of ${node.at(name).place}`, key.must, name, key.remedy);
    }
    rule(node.at(name));
  }
}

export interface ListOptions {
  readonly remedy: string;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** The value is a list, not empty unless it may be, whose items follow the rule. */
export function list(node: Node, options: ListOptions, rule: Rule): void {
  const { minimum = 0, maximum = Infinity } = options;
  if (!Array.isArray(node.value) || node.value.length < minimum) {
    node.report(minimum > 0 ? 'must be a list with at least one item' : 'must be a list', options.remedy);
    return;
  }
  if (node.value.length > maximum) {
    node.report(`must be a list of at most ${maximum} items`, options.remedy);
  }
  node.value.forEach((_, index) => rule(node.at(index)));
}

/** The value is a list of texts that are all different. */
export function distinct(node: Node, options: ListOptions, rule: Rule): void {
  list(node, options, rule);
  if (Array.isArray(node.value)) {
    unique(node.value.map((_, index) => node.at(index)), 'item');
  }
}

/** The value is a string that matches the pattern. */
export function text(node: Node, pattern: RegExp, must: string, remedy: string): void {
  if (typeof node.value !== 'string' || !pattern.test(node.value)) {
    node.report(must, remedy);
  }
}

/** No two items have the same value. Items that are no strings are another rule's matter. */
export function unique(nodes: Node[], what: string): void {
  const seen = new Map<string, string>();
  for (const node of nodes) {
    if (typeof node.value !== 'string') {
      continue;
    }
    const first = seen.get(node.value);
    if (first === undefined) {
      seen.set(node.value, node.place);
    } else {
      node.report(`must differ from ${first}`, `Give every ${what} a name of its own.`);
    }
  }
}

/** The list or object under a key, if there is one. */
export function childOf(node: Node, key: string): Node | undefined {
  const child = typeof node.value === 'object' && node.value !== null && Object.hasOwn(node.value, key) ? node.at(key) : undefined;
  return child && typeof child.value === 'object' && child.value !== null ? child : undefined;
}

/** The items of the list under a key; none if there is no list. */
export function items(node: Node, key: string): Node[] {
  const child = childOf(node, key);
  return child && Array.isArray(child.value) ? child.value.map((_, index) => child.at(index)) : [];
}

/** The values of the object under a key; none if there is no object. */
export function members(node: Node, key: string): Node[] {
  const child = childOf(node, key);
  return child && isRecord(child.value) ? Object.keys(child.value).map((name) => child.at(name)) : [];
}

/** The values of a key in those of the nodes that have it. */
export function fields(nodes: Node[], key: string): Node[] {
  return nodes.filter((node) => typeof node.value === 'object' && node.value !== null && Object.hasOwn(node.value, key)).map((node) => node.at(key));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
