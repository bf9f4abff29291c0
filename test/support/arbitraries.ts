import * as fc from 'fast-check';

/** An object with the keys of the first, and of the others where they have some. */
export const optional = <T extends object>(required: fc.Arbitrary<T>, ...extras: fc.Arbitrary<object | undefined>[]) =>
  fc.tuple(required, ...extras).map((parts) => Object.assign({}, ...parts) as T);

/** A key that is sometimes there. */
export const maybe = (key: string, value: fc.Arbitrary<unknown>) => fc.option(value.map((v) => ({ [key]: v })), { nil: undefined });
