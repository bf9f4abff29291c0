/** A place where two values differ. What one side does not have is undefined. */
export interface Difference {
  readonly path: string;
  readonly values: readonly [unknown, unknown];
}

/** Whether two texts, numbers or truth values mean the same. */
export type IsSame = (one: unknown, other: unknown) => boolean;

/** The innermost places at which two JSON values differ, in the order of the first and then of what only the second has. */
export function differencesOf(one: unknown, other: unknown, isSame: IsSame, path = ''): Difference[] {
  const [left, right] = [childrenOf(one), childrenOf(other)];
  if (left === undefined || right === undefined || Array.isArray(one) !== Array.isArray(other)) {
    return left === undefined && right === undefined && isSame(one, other) ? [] : [{ path, values: [one, other] }];
  }
  const keys = [...new Set([...left.keys(), ...right.keys()])];
  return keys.flatMap((key) => differencesOf(left.get(key), right.get(key), isSame, join(path, key, Array.isArray(one))));
}

function childrenOf(value: unknown): Map<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;
}

function join(path: string, key: string, isIndex: boolean): string {
  return isIndex ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
}
