import { Levels } from '../../../src/constructs/private/codepipeline/preflight/levels';
import { LimitName, LIMITS } from '../../../src/constructs/private/codepipeline/preflight/limits';

const PUBLISHED: [LimitName, 'warn' | 'fail', number][] = [
  ['stages', 'fail', 50], ['actionsPerStage', 'warn', 50], ['actionsPerStage', 'fail', 100], ['actions', 'warn', 500], ['actions', 'fail', 1000],
  ['nameLength', 'fail', 100], ['rolePolicyBytes', 'fail', 10_240], ['bucketPolicyBytes', 'fail', 20_480], ['keyPolicyBytes', 'fail', 32_768],
  ['templateBytes', 'fail', 1_000_000], ['resources', 'fail', 500], ['actionInputBytes', 'fail', 268_435_456],
];

function found(limit: LimitName, level: 'warn' | 'fail', count: number, given = {}): string[] {
  const levels = new Levels('Pipeline', given);
  const counts = [{ limit, count, where: 'here' }];
  return (level === 'fail' ? levels.failures(counts) : levels.warnings(counts)).map(({ message }) => message);
}

test.each(PUBLISHED)('[P11] %s: %s begins above %d', (limit, level, most) => {
  expect(found(limit, level, most)).toEqual([]);
  const [message] = found(limit, level, most + 1);
  expect(message).toContain(`limits.${limit} must be at most ${most.toLocaleString('en')} ${LIMITS[limit].unit}, got: ${(most + 1).toLocaleString('en')} (here). `);
  expect(message).toMatch(/\. See https:\/\/docs\.aws\.amazon\.com\/\S+$/);
});

test('[P11] every limit has a level, except the quota that differs from account to account', () => {
  const counted = new Set(PUBLISHED.map(([limit]) => limit));
  expect(Object.keys(LIMITS).filter((limit) => !counted.has(limit as LimitName))).toEqual(['parallelBuilds']);
  expect(found('parallelBuilds', 'fail', 1_000_000)).toEqual([]);
  expect(found('parallelBuilds', 'fail', 6, { parallelBuilds: { fail: 5 } })).toHaveLength(1);
});

test('[P11] a level that is given replaces that level and no other', () => {
  expect(found('actions', 'warn', 600, { actions: { warn: 700 } })).toEqual([]);
  expect(found('actions', 'fail', 1001, { actions: { warn: 700 } })).toHaveLength(1);
  expect(found('actions', 'fail', 1001, { actions: { fail: 2000 } })).toEqual([]);
});

test('[P11] what fails is not warned of as well', () => {
  expect(found('actions', 'warn', 1001)).toEqual([]);
});

test('[P11] one line names the worst of several, and how many more there are', () => {
  const counts = [120, 150, 99].map((count) => ({ limit: 'nameLength' as const, count, where: `name of ${count}` }));
  expect(new Levels('Pipeline', {}).failures(counts).map(({ message }) => message)).toEqual([
    'limits.nameLength must be at most 100 characters of a name, got: 150 (name of 150, and 1 more above it). Shorten the name. ' +
    'See https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html',
  ]);
});

test('[P11] levels that cannot work are refused, all at once', () => {
  expect(() => new Levels('Pipeline', { stages: { warn: 51 }, actions: { fail: -1 }, resources: { warn: NaN } })).toThrow(
    'Pipeline has 3 problems:\n' +
    '  - limits.stages.warn must be at most 50, from which on it fails, got: 51. Lower it, or raise fail.\n' +
    '  - limits.actions.fail must be a number from 0 on, got: -1. Leave it out for the default.\n' +
    '  - limits.resources.warn must be a number from 0 on, got: NaN. Leave it out for the default.');
});
