import * as fc from 'fast-check';
import { differencesOf } from '../../../src/cli/parity/differences';

const isSame = (one: unknown, other: unknown) => one === other;
const found = (one: unknown, other: unknown) => differencesOf(one, other, isSame).map(({ path, values }) => [path, ...values]);

test('two values differ at the innermost places, which paths name as JavaScript does', () => {
  expect(found({ a: 1, b: { c: [1, { d: 2 }] } }, { a: 1, b: { c: [1, { d: 3 }, 4] }, e: 5 })).toEqual([['b.c[1].d', 2, 3], ['b.c[2]', undefined, 4], ['e', undefined, 5]]);
});

test('two values of different kinds differ as a whole', () => {
  expect(found({ a: [1] }, { a: { 0: 1 } })).toEqual([['a', [1], { 0: 1 }]]);
  expect(found({ a: null }, { a: {} })).toEqual([['a', null, {}]]);
  expect(found({ a: 'x' }, { a: ['x'] })).toEqual([['a', 'x', ['x']]]);
});

test('no value differs from itself, and a difference has two sides whatever the order', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
    expect(differencesOf(one, structuredClone(one), isSame)).toEqual([]);
    const swapped = differencesOf(other, one, isSame).map(({ path, values: [left, right] }) => ({ path, values: [right, left] }));
    const byPath = <T extends { path: string }>(items: T[]) => [...items].sort((left, right) => (left.path < right.path ? -1 : 1));
    expect(byPath(swapped)).toEqual(byPath(differencesOf(one, other, isSame)));
  }));
});
