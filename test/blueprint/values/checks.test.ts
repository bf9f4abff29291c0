import { long, many, NO_PATHS, PATHS, range } from '../../support/boundaries';
import { expectValues } from '../../support/whole-document';

const COMMAND = 'environments[0].checks[0]';
const SMOKE = 'environments[0].checks[1]';
const LOAD = 'environments[0].checks[2]';
const SCAN = 'environments[0].checks[3]';
const VARIABLES = ['A', '_', 'A0_Z'];
const NO_VARIABLES = ['', 'a', '0A', 'A-B', 'Aa', ' A', 'A '];
const SECRET = 'azAZ09/_+=.@-';
const ids = (prefix: string): [unknown[], unknown[]] => [
  [`${prefix}-01234567`, `${prefix}-89abcdef`, `${prefix}-0123456789abcdef0`],
  ['', `${prefix}-`, `${prefix}-0123456`, `${prefix}-0123456789abcdef01`, `${prefix}-0123456g`, `${prefix}-0123456A`, `x${prefix}-01234567`, `${prefix}-01234567 `],
];
const keyed = (keys: string[], value: unknown) => keys.map((key) => ({ [key]: value }));
const URLS: [unknown[], unknown[]] = [
  ['https://a', 'http://a', 'https://a/b?c#d', '${A}', '${_A0}/health', '${A}${B}'],
  ['', 'https://', 'https:///a', 'https:// ', 'https:/a', 'ftp://a', 'xhttps://a', 'x${A}', '${}', '${a}', '${0A}', '${Aa}', '$A', 'https://a b', 'https://a\n', '${A} b'],
];

describe('P7: values of every check', () => {
  test.each<[string, unknown[], unknown[]]>([
    [`${COMMAND}.name`, ['a', 'a0-', long(20)], ['', 'A', '0a', 'a_', long(21)]],
    [`${COMMAND}.outputs`, [{}, ...keyed(VARIABLES, 'api.Url')], keyed(NO_VARIABLES, 'api.Url')],
    [`${COMMAND}.outputs.API_URL`, ['a.b', 'Z0-.Z0', 'api.Url'], ['', 'a', 'a.', '.b', '0a.b', '-a.b', 'a.0', 'a.b-', 'a_.b', 'a.b.c', 'a.b_', 'a b.c', ' a.b', 'a.b ']],
    [`${COMMAND}.secrets`, [{}, ...keyed(VARIABLES, 'a')], keyed(NO_VARIABLES, 'a')],
    [`${COMMAND}.secrets.API_KEY`, [SECRET, `${SECRET}:${SECRET}`], ['', ':', 'a:', ':a', 'a:b:c', 'a b', 'a:b c', 'a\n', ' a', 'a:ä', 'ä:a']],
    [`${COMMAND}.timeoutMinutes`, ...range(5, 480)],
    [`${COMMAND}.network.vpcId`, ...ids('vpc')],
    [`${COMMAND}.network.subnetIds`, [many(1, () => 'subnet-01234567'), many(16, () => 'subnet-01234567')], [[], many(17, () => 'subnet-01234567')]],
    [`${COMMAND}.network.subnetIds[0]`, ...ids('subnet')],
    [`${COMMAND}.network.securityGroupIds`, [many(1, () => 'sg-01234567'), many(5, () => 'sg-01234567')], [[], many(6, () => 'sg-01234567')]],
    [`${COMMAND}.network.securityGroupIds[0]`, ...ids('sg')],
  ])('%s', expectValues);
});

describe('P7: values of a check of commands', () => {
  test.each<[string, unknown[], unknown[]]>([
    [`${COMMAND}.commands`, [['a']], [[]]],
    [`${COMMAND}.commands[0]`, ['a', ' a', '\na'], ['', ' ', '\n']],
    [`${COMMAND}.reports`, [['a']], [[]]],
    [`${COMMAND}.reports[0]`, [...PATHS, '*', 'a/**/*.xml'], NO_PATHS],
    [`${COMMAND}.role`, ['a', 'azAZ09+=,.@_-', 'a/b/c'], ['', '/', '/a', 'a/', 'a//b', 'a b', 'a:b', 'a/b:c', 'a/b/c:d', ' a', 'a\n']],
  ])('%s', expectValues);
});

describe('P7: values of a smoke check', () => {
  test.each<[string, unknown[], unknown[]]>([
    [`${SMOKE}.requests`, [many(50, () => ({ url: 'https://a' }))], [[], many(51, () => ({ url: 'https://a' }))]],
    [`${SMOKE}.requests[0].url`, ...URLS],
    [`${SMOKE}.requests[0].method`, ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'], ['', 'get', 'TRACE']],
    [`${SMOKE}.requests[0].headers`, [{}, ...keyed(['a', 'Z', '0', '-', 'X-Request-Id'], 'a')], keyed(['', 'a b', 'a_', 'a:', ' a', 'a '], 'a')],
    [`${SMOKE}.requests[0].headers.Accept`, ['a'], ['', ' ']],
    [`${SMOKE}.requests[0].status`, ...range(200, 599)],
    [`${SMOKE}.requests[0].bodyContains`, ['a'], ['', ' ']],
    [`${SMOKE}.requests[0].bodyMatches`, ['a'], ['', ' ']],
    [`${SMOKE}.retries`, ...range(0, 100)],
    [`${SMOKE}.pauseSeconds`, ...range(0, 300)],
    [`${SMOKE}.timeoutSeconds`, ...range(1, 300)],
  ])('%s', expectValues);
});

describe('P7: values of a load test', () => {
  test.each<[string, unknown[], unknown[]]>([
    [`${LOAD}.url`, ...URLS],
    [`${LOAD}.users`, ...range(1, 500)],
    [`${LOAD}.durationSeconds`, ...range(1, 3600)],
    [`${LOAD}.p95Milliseconds`, ...range(1, 300_000)],
    [`${LOAD}.errorRatePercent`, [0, 0.5, 100], [-0.1, 100.1, '1']],
    [`${LOAD}.timeoutSeconds`, ...range(1, 300)],
  ])('%s', expectValues);
});

describe('P7: values of a security scan', () => {
  test.each<[string, unknown[], unknown[]]>([
    [`${SCAN}.lockFiles`, [['package-lock.json']], [[]]],
    [`${SCAN}.lockFiles[0]`, [
      'package-lock.json', 'npm-shrinkwrap.json', 'requirements.txt', 'requirements-dev.txt', 'a.requirements_0.txt', 'web/package-lock.json', '@a/b_c.d-e/requirements.txt', '.a/requirements.txt',
    ], [
      ...NO_PATHS, 'a', 'package-lock.jsonx', 'xpackage-lock.json', 'package-lock-json', 'npm-shrinkwrap-json', 'xnpm-shrinkwrap.json', 'requirements.json', 'requirementsxtxt', 'a/requirements', 'requirements a.txt', 'a requirements.txt',
      '/package-lock.json', './package-lock.json', '../package-lock.json', 'a/../package-lock.json', 'a/./package-lock.json', 'a//package-lock.json', 'a b/package-lock.json', 'package-lock.json/', 'package-lock.json\n',
    ]],
    [`${SCAN}.severity`, ['low', 'moderate', 'high', 'critical'], ['', 'High', 'none']],
    [`${SCAN}.ignore`, [[], ['a']], [['']]],
  ])('%s', expectValues);
});
