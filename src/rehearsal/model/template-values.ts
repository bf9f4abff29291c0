import { isObject } from './intrinsics';

/** The objects of a list; CloudFormation leaves an empty list out. */
export function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The texts of a list. */
export function textList(value: unknown): string[] {
  return Array.isArray(value) ? value.map((item) => text(item) ?? '') : [];
}

/** A value as CloudFormation hands it to a property of type String. */
export function text(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : typeof value === 'object' ? JSON.stringify(value) : String(value);
}
