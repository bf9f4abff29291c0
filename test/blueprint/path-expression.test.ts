import { spawnSync } from 'node:child_process';
import { cachedPathExpression, pathExpression } from '../../src/blueprint/private/path-expression';

/** Whether bash, which compares the paths of a build, says so too. */
function matches(path: string, expression: string): boolean {
  const inBash = spawnSync('bash', ['-c', '[[ $0 =~ $1 ]]', path, expression], { env: { ...process.env, LC_ALL: 'C' } }).status === 0;
  expect(inBash).toBe(new RegExp(expression, 's').test(path));
  return inBash;
}

test.each<[string, string[], string[]]>([
  ['web/**', ['web/a', 'web/a/b/.c', 'web/line\nbreak'], ['web', 'webs/a', 'x/web/a']],
  ['web/*', ['web/a', 'web/.a b'], ['web/a/b']],
  ['**/*.ts', ['a.ts', 'x/y/a.ts'], ['a.tsx', 'ats']],
  ['**', ['a', 'a/b'], []],
  ['a?.json', ['ab.json'], ['a.json', 'a/.json', 'abc.json', 'ab-json']],
  ['{web,api/**}/x', ['web/x', 'api/a/b/x'], ['api/x', 'x']],
  ['[ab]/[!cd]', ['a/b', 'b/x'], ['c/b', 'a/c', 'a//']],
  ['package-lock.json', ['package-lock.json'], ['package-lockxjson', 'a/package-lock.json']],
])('the pattern %s', (pattern, matching, others) => {
  expect(matching.filter((path) => !matches(path, pathExpression(pattern)))).toEqual([]);
  expect(others.filter((path) => matches(path, pathExpression(pattern)))).toEqual([]);
});

test.each<[string, string[], string[]]>([
  ['web/node_modules/**/*', ['web/node_modules/a/b.js', 'web/node_modules/a'], ['web/a']],
  ['./deps', ['deps', 'deps/a/b'], ['deps2/a']],
  ['a+(b)$/', ['a+(b)$/x'], ['aab/x']],
])('the path %s of a cache', (cached, matching, others) => {
  expect(matching.filter((path) => !matches(path, cachedPathExpression(cached)))).toEqual([]);
  expect(others.filter((path) => matches(path, cachedPathExpression(cached)))).toEqual([]);
});
