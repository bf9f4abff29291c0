import { long, many, range } from '../../support/boundaries';
import { expectValues } from '../../support/whole-document';

const TOPIC = 'arn:aws:sns:eu-west-1:111111111111:';
const TEXT_OF_1000 = [['a', 'two\nlines', '😀', long(1000), long(1000, '😀')], ['', ' ', '\n', long(1001), long(1001, '😀')]];
const PATTERN_NAME = [['a', 'p95 / prod', ' a', 'a\nb', long(255), long(255, '😀')], ['', ' ', '\n', long(256), long(256, '😀')]];

describe('J6: values of an environment', () => {
  test.each<[string, unknown[], unknown[]]>([
    ['application', ['a', 'a0-', long(30)], ['', 'A', '0a', '-a', 'a_', 'aB', long(31), 'a\n']],
    ['tools.account', ['012345678901'], ['', '12345678901', '1234567890123', 'a12345678901', '12345678901a', 123456789012]],
    ['tools.region', ['eu-west-1', 'us-gov-west-1', 'us-iso-b-1'], ['', 'eu-1', 'e-west-1', 'eur-west-1', 'eu-west', 'eu-west-12', 'eu-west-a', 'EU-west-1', 'eu-WEST-1', 'eu--1', 'a eu-west-1', 'eu-west-1a', 'xeu-west-1']],
    ['environments[0].name', ['a', 'a0-', long(20)], ['', 'A', '0a', 'a_', long(21), 'a\n']],
    ['environments[0].regions', [['eu-west-1']], [[]]],
    ['environments[0].profile', ['development', 'demo', 'a0-', long(20)], ['', 'Demo', '0a', 'a_', long(21), 'a\n']],
    ['environments[0].namePrefix', ['', 'a', 'Z', 'aZ0-', long(52)], ['-a', '0', 'a_', 'a ', long(53), 'a\n']],
    ['environments[0].checks', [[]], []],
    ['environments[0].gates', [[]], []],
  ])('%s', expectValues);
});

describe('E4: values of a rollout', () => {
  test.each<[string, unknown[], unknown[]]>([
    ['environments[0].rollout.percents', [[1, 100], [100, 1]], [[], [100]]],
    ['environments[0].rollout.percents[0]', ...range(1, 100)],
    ['environments[0].rollout.minutes', ...range(1, 1440)],
    ['environments[0].rollout.bakeMinutes', ...range(0, 1440)],
    ['environments[1].rollout.percent', ...range(1, 99)],
    ['environments[1].rollout.minutes', ...range(1, 1440)],
    ['environments[2].rollout.percent', ...range(1, 99)],
    ['profiles.demo.rollout.bakeMinutes', ...range(0, 1440)],
  ])('%s', expectValues);
});

describe('E8: values of a profile', () => {
  test.each<[string, unknown[], unknown[]]>([
    ['profiles.demo.basedOn', ['development', 'staging', 'production'], ['', 'demo']],
    ['profiles.demo.keepsData', [true, false], ['true', 0]],
    ['profiles.demo.protectsFromDeletion', [true, false], ['true', 0]],
    ['profiles.demo.logRetentionDays', [1, 14, 365, 3653], [0, 2, 366, 3654, '7']],
    ['profiles.demo.minimumTasks', ...range(1, 1000)],
    ['profiles.demo.maximumTasks', ...range(1, 1000)],
    ['profiles.demo.natGateways', ...range(1, 2)],
    ['profiles.demo.rollbackByDefault', [true, false], ['true', 0]],
    ['profiles.demo.bakeMinutesByDefault', ...range(0, 1380)],
    ['profiles.demo.siteFirewall', [true, false], ['true', 0]],
  ])('%s', expectValues);
});

describe('P6: values of an approval', () => {
  test.each<[string, unknown[], unknown[]]>([
    ['environments[0].approval.instructions', ...TEXT_OF_1000 as [unknown[], unknown[]]],
    ['environments[0].approval.notifyTopic', [`${TOPIC}a`, `${TOPIC}aZ09_-`, `${TOPIC}${long(256)}`, 'arn:aws-cn:sns:cn-north-1:111111111111:a', 'arn:aws-us-gov:sns:us-gov-west-1:111111111111:a'], [
      TOPIC, `${TOPIC}${long(257)}`, `${TOPIC}a.fifo`, `x${TOPIC}a`, `${TOPIC}a b`, 'arn::sns:eu-west-1:111111111111:a', 'arn:AWS:sns:eu-west-1:111111111111:a',
      'arn:aws:sqs:eu-west-1:111111111111:a', 'arn:aws:sns::111111111111:a', 'arn:aws:sns:EU:111111111111:a', 'arn:aws:sns:eu-west-1:11111111111:a', 'arn:aws:sns:eu-west-1:1111111111111:a', 'arn:aws:sns:eu-west-1:aaaaaaaaaaaa:a',
    ]],
    ['environments[0].approval.notifyEmails', [['a@b.c', 'x.y+z@mail.example.com']], [[]]],
    ['environments[0].approval.notifyEmails[0]', ['a@b.c'], ['', 'a', 'a@', '@b.c', 'a@b', 'a@.c', 'a@b.', 'a b@c.d', 'a@b c.d', 'a@b.c d', 'a@b@c.d', 'a@b.c@d', ' a@b.c', 'a@b.c ']],
    ['environments[0].approval.reviewUrl', ['https://a', 'http://a', `https://${long(992)}`], ['', 'https://', 'https:/a', 'ftp://a', 'xhttps://a', 'https://a b', `https://${long(993)}`, 'https://a\n']],
    ['environments[0].approval.timeoutMinutes', ...range(5, 86_400)],
    ['environments[0].approval.changeSummary', [true, false], ['true', 0]],
    ['environments[0].approval.skipWhenUnchanged', [true, false], ['true', 0]],
    ['environments[1].approval.changeSummary', [true], [false, 'true']],
    ['environments[1].approval.skipWhenUnchanged', [false], [true, 'false']],
  ])('%s', expectValues);
});

describe('P8: values of a gate', () => {
  test.each<[string, unknown[], unknown[]]>([
    ['environments[0].gates[0].timeZone', ['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+1', 'Etc/GMT-1', long(30), `${long(30)}/${long(30)}/${long(30)}`], [
      '', 'a/', '/a', 'a//b', 'a/b/c/d', 'a b', 'a.b', long(31), `a/${long(31)}`, 'a/b\n', ' a', 'a ',
    ]],
    ['environments[0].gates[1].from', ['2026-01-01T00:00', '2026-09-09T09:09', '2026-10-10T10:10', '2026-12-31T23:59', '2026-11-29T19:30'], [
      '', '226-01-01T00:00', '22026-01-01T00:00', '2026-00-01T00:00', '2026-13-01T00:00', '2026-20-01T00:00', '2026-1-01T00:00', '2026-01-00T00:00', '2026-01-32T00:00', '2026-01-40T00:00',
      '2026-01-1T00:00', '2026-01-01T24:00', '2026-01-01T30:00', '2026-01-01T0:00', '2026-01-01T00:60', '2026-01-01T00:0', '2026-01-01 00:00', '2026-01-01T00:00Z', '2026-01-01T00:00:00',
      '2026-0a-01T00:00', '2026-01-0aT00:00', '2026-01-1aT00:00', '2026-01-01T0a:00', '2026-01-01T1a:00', '2026-01-01T00:0a', 'aaaa-01-01T00:00', '2026-1a-01T00:00', '2026-01-01T2a:00',
    ]],
    ['environments[0].gates[1].reason', ['a', 'azAZ09!@ ().*?-', ' a', long(160)], ['', ' ', '   ', 'a: b', 'a_b', 'ä', 'a\n', 'a,b', long(161)]],
    ['environments[0].gates[2].minutes', ...range(1, 1380)],
    ['environments[0].gates[2].alarms', [many(1, String), many(100, String)], [[], many(101, String)]],
    ['environments[0].gates[2].alarms[0]', ...PATTERN_NAME as [unknown[], unknown[]]],
    ['environments[0].gates[3].variable', ['A', '_', 'A0_Z', 'XCODEBUILD_A', long(128, 'A')], ['', 'a', '0A', 'A-B', 'CODEBUILD_A', long(129, 'A'), 'A ', ' A']],
    ['environments[0].gates[3].value', ['a', ' ', long(1000), long(1000, '😀')], ['', 'a\nb', 'a\rb', '\n', long(1001)]],
    ['environments[0].gates[3].operator', ['EQ', 'NE', 'CONTAINS', 'MATCHES'], ['', 'eq', 'LT']],
    ['environments[0].gates[3].otherwise', ['fail', 'skip'], ['', 'stop']],
    ['environments[0].onFailure.failedActionsOnly', [true, false], ['true', 1]],
  ])('%s', expectValues);
});
