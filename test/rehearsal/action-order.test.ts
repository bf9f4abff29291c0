import * as fc from 'fast-check';
import { inRunOrder } from '../../src/rehearsal/execution/action-order';

const actions = fc.array(fc.integer({ min: 1, max: 999 })).map((orders) => orders.map((runOrder, index) => ({ runOrder, index })));

describe('the order of actions', () => {
  test('keeps every action exactly once', () => {
    fc.assert(fc.property(actions, (all) => {
      expect(inRunOrder(all).flat().map((action) => action.index).sort((a, b) => a - b)).toEqual(all.map((action) => action.index));
    }));
  });

  test('has one group for each run order, from the lowest to the highest', () => {
    fc.assert(fc.property(actions, (all) => {
      const orders = inRunOrder(all).map((group) => new Set(group.map((action) => action.runOrder)));
      expect(orders.every((group) => group.size === 1)).toBe(true);
      const sequence = orders.map((group) => [...group][0]);
      expect(sequence).toEqual([...new Set(sequence)].sort((a, b) => a - b));
    }));
  });

  test('keeps the order of declaration within a group', () => {
    fc.assert(fc.property(actions, (all) => {
      const declared = inRunOrder(all).map((group) => group.map((action) => action.index));
      declared.forEach((group) => expect(group).toEqual([...group].sort((a, b) => a - b)));
    }));
  });
});
