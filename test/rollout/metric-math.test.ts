import { evaluateMetricMath, Series } from '../support/rollout/metric-math';

const none = undefined;

describe('metric math, as the tests of alarms evaluate it', () => {
  test.each<[string, Record<string, Series>, Series]>([
    ['a + 1', { a: [1, none, 3] }, [2, none, 4]],
    ['100 * a / b', { a: [1, 2, 3], b: [4, none, 0] }, [25, none, none]],
    ['a - b - 1', { a: [9, 5], b: [3, 1] }, [5, 3]],
    ['a + b * 2', { a: [1], b: [3] }, [7]],
    ['(a + b) * 2', { a: [1], b: [3] }, [8]],
    ['a >= 2', { a: [1, 2, 3, none] }, [0, 1, 1, none]],
    ['a < b + 1', { a: [1, 3], b: [1, 2] }, [1, 0]],
    ['IF(a > 1, b, 0)', { a: [1, 2, 2, none], b: [7, 8, none, 9] }, [0, 8, none, none]],
    ['IF(a >= 20, 100 * FILL(e, 0) / a, 0)', { a: [10, 20, 40, none], e: [5, none, 4, none] }, [0, 0, 10, none]],
    ['FILL(a, 0)', { a: [none, 1, none] }, [0, 1, 0]],
    ['FILL(a, 0)', { a: [none, none] }, [none, none]],
    ['IF(a == 1, 1.5, IF(a != 2, 3, 4))', { a: [1, 2, 3] }, [1.5, 4, 3]],
  ])('%s of %j is %j', (expression, metrics, expected) => {
    expect(evaluateMetricMath(expression, metrics)).toEqual(expected);
  });

  test.each([
    ['b + 1', /nothing is called b/], ['a +', /nothing is called undefined/], ['a a', /stopped before: a/], ['1 + 1', /must be one series/],
    ['(a', /not closed/], ['IF(a, 1', /not closed/], ['a ? 1', /cannot read {2}\? 1|cannot read \? 1/], ['SUM(a)', /nothing is called SUM/],
  ])('%s is refused', (expression, message) => {
    expect(() => evaluateMetricMath(expression, { a: [1] })).toThrow(message);
  });
});
