import { long, many, NO_PATHS, PATHS, range } from '../../support/boundaries';
import { expectValues } from '../../support/whole-document';

const BUILD = 'builds[0]';
const SECRET = 'azAZ09/_+=.@-';
const keyed = (keys: string[], value: unknown) => keys.map((key) => ({ [key]: value }));
const VARIABLES = ['a', 'Z', '_', 'aZ_09', 'XCODEBUILD_A', 'CODEBUILD'];
const NO_VARIABLES = ['', '0a', 'a-b', 'a b', 'CODEBUILD_A', 'CODEBUILD_', ' a', 'a '];
const ADDRESSES: [unknown[], unknown[]] = [['http://a', 'https://a:3128/b'], ['', 'http://', 'http:/a', 'ftp://a', 'xhttp://a', 'http://a b', 'http://a\n']];
const ids = (prefix: string): [unknown[], unknown[]] => [
  [`${prefix}-01234567`, `${prefix}-89abcdef0`, `${prefix}-0123456789abcdef0`],
  ['', `${prefix}-0123456`, `${prefix}-0123456789abcdef01`, `${prefix}-0123456g`, `x${prefix}-01234567`, `${prefix}-01234567 `],
];
const subnets = (count: number) => many(count, (index) => `subnet-${String(index).padStart(8, '0')}`);
const groups = (count: number) => many(count, (index) => `sg-${String(index).padStart(8, '0')}`);

describe('P2: values of a build', () => {
  test.each<[string, unknown[], unknown[]]>([
    [`${BUILD}.name`, ['a', 'a0-', long(20)], ['', 'A', '0a', 'a_', long(21)]],
    [`${BUILD}.buildspec`, PATHS, NO_PATHS],
    [`${BUILD}.containerImage.architecture`, ['x86_64', 'arm64'], ['', 'X86_64', 'amd64']],
    [`${BUILD}.commands`, [['a']], [[], [' ']]],
    [`${BUILD}.installCommands`, [['a']], [[], [' ']]],
    [`${BUILD}.runtimes`, [{}, { a: '1' }, { nodejs: '22' }], [...keyed(['', 'A', 'a0', 'a b', ' a', 'a '], '1'), { nodejs: 22 }]],
    [`${BUILD}.runtimes.nodejs`, ['a', 'corretto21', '3.13', 'Z'], ['', '3-1', '3 1', ' 3', '3\n']],
    [`${BUILD}.output`, PATHS, NO_PATHS],
    [`${BUILD}.paths`, [['a']], [[], ['a', 'a']]],
    [`${BUILD}.paths[0]`, ['a', '.a', '..a', 'azAZ09._/@ *?-', '{a,b}', '{a}/b', '[a-z]', '[!a]', '[A.0_@-]', '{a b,c*?}', '...', '.../a'], [
      '', '/a', './a', '../a', 'ä', '{}', '{a', 'a}', '{a{b}}', '[]', '[!]', '[a', 'a]', '[a b]', '[a/b]', 'a,b', 'a\n', '!a', '{a!}', '{ä}', '[ä]',
    ]],
    [`${BUILD}.compute`, ['small', 'medium', 'large', 'xlarge', '2xlarge', 'lambda-1gb', 'lambda-2gb', 'lambda-4gb', 'lambda-8gb', 'lambda-10gb'], ['', 'tiny']],
    [`${BUILD}.image`, ['a', 'Z', '0', 'aws/codebuild/standard:7.0', 'a_b.c/d@e:f-g'], ['', '.a', '-a', '/a', 'a b', 'ä', 'a\n', ' a']],
    [`${BUILD}.imageCredentials`, [SECRET, long(512)], ['', 'a:b', 'a b', long(513), ' a', 'a\n']],
    [`${BUILD}.privileged`, [true, false], ['true', 1]],
    [`${BUILD}.timeoutMinutes`, ...range(5, 480)],
  ])('%s', expectValues);
});

describe('P2: values that a build reads', () => {
  test.each<[string, unknown[], unknown[]]>([
    [`${BUILD}.variables`, [{}, ...keyed(VARIABLES, 'a')], keyed(NO_VARIABLES, 'a')],
    [`${BUILD}.variables.LEVEL`, ['', ' ', 'a\nb'], [0, true]],
    [`${BUILD}.parameters`, [{}, ...keyed(VARIABLES, 'a')], keyed(NO_VARIABLES, 'a')],
    [`${BUILD}.parameters.REGION`, ['azAZ09_./-', long(1011)], ['', 'a b', 'a:b', long(1012), ' a', 'a\n']],
    [`${BUILD}.secrets`, [{}, ...keyed(VARIABLES, 'a')], keyed(NO_VARIABLES, 'a')],
    [`${BUILD}.secrets.TOKEN`, [SECRET, 'a:b', 'a:ä/!', long(512), `${long(512)}:b`], ['', ':', 'a:', ':a', 'a:b:c', 'a:b c', 'a b', long(513), `${long(513)}:b`, ' a', 'a\n']],
  ])('%s', expectValues);
});

describe('P2: values of a build\'s surroundings', () => {
  test.each<[string, unknown[], unknown[]]>([
    [`${BUILD}.cache.type`, ['s3', 'local'], ['', 'S3']],
    [`${BUILD}.cache.paths`, [['a']], [[], ['']]],
    [`${BUILD}.cache.dockerLayers`, [true, false], ['true', 1]],
    [`${BUILD}.network.vpcId`, ...ids('vpc')],
    [`${BUILD}.network.subnetIds`, [subnets(1), subnets(16)], [[], subnets(17), [...subnets(1), ...subnets(1)]]],
    [`${BUILD}.network.subnetIds[0]`, ...ids('subnet')],
    [`${BUILD}.network.securityGroupIds`, [groups(1), groups(5)], [[], groups(6), [...groups(1), ...groups(1)]]],
    [`${BUILD}.network.securityGroupIds[0]`, ...ids('sg')],
    [`${BUILD}.proxy.http`, ...ADDRESSES],
    [`${BUILD}.proxy.https`, ...ADDRESSES],
    [`${BUILD}.proxy.noProxy`, [[], ['a', '.b.c']], [['']]],
    [`${BUILD}.proxy.noProxy[0]`, ['a', '*.b:80'], ['', 'a b', 'a,b', ' a', 'a ', 'a,']],
  ])('%s', expectValues);
});

describe('P2: values of a registry or a report', () => {
  test.each<[string, unknown[], unknown[]]>([
    [`${BUILD}.registries`, [[]], []],
    [`${BUILD}.registries[0].type`, ['npm', 'pypi'], ['', 'maven']],
    [`${BUILD}.registries[0].domain`, ['a0', 'a-0', long(50)], ['', 'a', '0a', 'a-', 'A0', 'aA', 'a_b', long(51), 'ab\n']],
    [`${BUILD}.registries[0].repository`, ['a0', 'Z.', '0_-', long(100)], ['', 'a', '.a', '-a', '_a', 'a b', 'a/b', long(101), 'ab\n']],
    [`${BUILD}.reports`, [[]], []],
    [`${BUILD}.reports[0].format`, ['junit', 'cobertura', 'clover', 'jacoco'], ['', 'lcov']],
    [`${BUILD}.reports[0].files`, [['a']], [[], ['']]],
    [`${BUILD}.reports[0].files[0]`, ['azAZ09._/@*?-', '*', '../a'], ['', '/a', 'a b', 'ä', 'a\n', ' a']],
    [`${BUILD}.reports[0].minimumCoverage`, ...range(1, 100)],
  ])('%s', expectValues);
});
