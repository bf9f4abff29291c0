import { long, many } from '../../support/boundaries';
import { expectValues } from '../../support/whole-document';

const keyed = (keys: string[], value: unknown) => keys.map((key) => ({ [key]: value }));
const BRANCHES = ['a', 'azAZ09._/-'];
const NO_BRANCHES = ['', 'a b', 'ä', 'a*', ' a', 'a\n'];
const variable = { defaultValue: 'a' };
const tagsOf = (count: number) => Object.fromEntries(many(count, (index) => [`a${index}`, '']) as [string, string][]);

describe('P1: values of a branch, a trigger or a variable', () => {
  test.each<[string, unknown[], unknown[]]>([
    ['branches', [{}, ...keyed(BRANCHES, ['beta'])], [...keyed(NO_BRANCHES, ['beta']), { main: [] }, { main: ['A'] }]],
    ['triggers', [[]], []],
    ['triggers[0].branch', BRANCHES, NO_BRANCHES],
    ['triggers[0].paths', [{ include: ['a'] }, { exclude: ['a'] }], [{}]],
    ['triggers[0].paths.include', [many(1, String), many(8, String)], [[], many(9, String), ['a', 'a']]],
    ['triggers[0].paths.exclude', [many(1, String), many(8, String)], [[], many(9, String), ['a', 'a']]],
    ['triggers[0].paths.include[0]', ['a', ' a', 'a\nb', '**', long(255), long(255, '😀')], ['', ' ', '\n', long(256), long(256, '😀')]],
    ['triggers[2].events', [['opened', 'updated', 'closed']], [[], ['merged'], ['opened', 'opened']]],
    ['variables', [{}, ...keyed(['A', '_', 'A0_Z', 'XCODEBUILD_A', long(128, 'A')], variable)], keyed(['', 'a', '0A', 'A-B', 'CODEBUILD_A', long(129, 'A'), ' A', 'A '], variable)],
    ['variables.RELEASE.defaultValue', ['a', ' ', long(1000), long(1000, '😀')], ['', 'a\nb', 'a\rb', long(1001), '\na', 'a\n']],
    ['variables.RELEASE.description', ['a', ' ', long(200), long(200, '😀')], ['', 'a\nb', 'a\rb', long(201), '\na', 'a\n']],
  ])('%s', expectValues);
});

describe('J6: values of a pipeline', () => {
  test.each<[string, unknown[], unknown[]]>([
    ['$schema', ['a'], ['', ' ']],
    ['environments', [], [[]]],
    ['builds', [[]], []],
    ['executionMode', ['superseded', 'queued', 'parallel'], ['', 'QUEUED']],
    ['selfMutation', [true, false], ['true', 0]],
    ['reviewSelfMutation', [true, false], ['true', 0]],
  ])('%s', expectValues);
});

describe('P13: values of tags', () => {
  test.each<[string, unknown[], unknown[]]>([
    ['tags', [
      {}, ...keyed(['a', 'É', '٣', 'a b_.:/=+-@', 'aws', 'xaws:', 'awsx:', long(128), long(128, '𐐀')], ''), tagsOf(47),
    ], [
      ...keyed(['', 'aws:a', 'AWS:a', 'aWs:', 'a,b', 'a\n', 'a!', long(129)], ''), tagsOf(48),
    ]],
    ['tags.CostCenter', ['', 'É٣ b_.:/=+-@', 'aws:a', long(256)], ['a,b', 'a\n', '!', long(257)]],
  ])('%s', expectValues);
});
