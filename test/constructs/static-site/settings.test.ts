import { CfnParameter, Stack } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { Problems } from '../../../src/blueprint/private/problems';
import { checkSettings } from '../../../src/constructs/private/site/settings-rules';

function problemsOf(values: Record<string, unknown>): string {
  const problems = new Problems();
  checkSettings(problems, values);
  try {
    problems.throwIfAny('Site');
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test.each([
  ['a name', { password: 'hunter2' }, 'settings.password'],
  ['a name in another spelling', { dbPassword: 'hunter2' }, 'settings.dbPassword'],
  ['a name with hyphens', { 'client-secret': 'x1' }, 'settings.client-secret'],
  ['a name in a part', { api: { endpoints: [{ accessToken: 'abc' }] } }, 'settings.api.endpoints[0].accessToken'],
  ['a value', { contact: 'https://user:pass@example.com' }, 'settings.contact'],
  ['a number under such a name', { apiKey: 12345 }, 'settings.apiKey'],
])('settings that look like a secret by %s are refused with their place and without their value [S3]', (_kind, values, place) => {
  const message = problemsOf(values);
  expect(message).toContain(`${place} must not be a secret`);
  expect(message).not.toMatch(/hunter2|user:pass|12345/);
});

test('all secrets are told at once', () => {
  expect(problemsOf({ password: 'a', nested: { token: 'b' } })).toContain('has 2 problems');
});

test.each([
  [{ tokenUrl: 'https://login.example.com', passwordLength: 12, keyboard: 'qwerty' }],
  [{ publicApiKey: 'AIza-for-browsers' }],
  [{ features: { checkout: true, list: [1, null, 'two'] } }],
])('settings such as %j are no secrets', (values) => {
  expect(problemsOf(values)).toBe('');
});

test('values that are known at deployment only pass', () => {
  const parameter = new CfnParameter(new Stack(), 'Url').valueAsString;
  expect(problemsOf({ api: parameter, list: [parameter] })).toBe('');
});

test('no settings of any shape break the rule, and a secret in them is found however deep it is [S3]', () => {
  const wrap = fc.letrec<{ tree: Record<string, unknown> }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      fc.constant({ client_secret: 'found-me' }),
      fc.record({ inner: tie('tree') }),
      fc.record({ list: fc.tuple(fc.jsonValue(), tie('tree')) }),
    ),
  }));
  fc.assert(fc.property(wrap.tree, (values) => expect(problemsOf(values)).toContain('client_secret must not be a secret')));
});
