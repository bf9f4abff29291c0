import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readValues } from '../../src/rehearsal';
import { appsOfThisFile } from '../support/apps';
import { build, PipelineApp, said, source, stage } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const VALUES = `parameters:
  /shop/level: "007"
  /shop/port: 0080
secrets:
  shop/plain: plain secret
  shop/db: { user: admin, password: pass-word-1 }
  shop/json: '{"token": "tok-1", "limit": 5}'
`;

function withValues(text: string, app = newApp()): PipelineApp {
  return app.write({ 'source/rehearsal.values.yaml': text });
}

function messageOf(work: () => unknown): string {
  try {
    work();
    return 'nothing is wrong';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('the values file', () => {
  test.each([
    ['shop/plain', 'plain secret'],
    ['shop/db:password', 'pass-word-1'],
    ['shop/db:user:AWSCURRENT:1234', 'admin'],
    ['shop/db', '{"user":"admin","password":"pass-word-1"}'],
    ['shop/json:token', 'tok-1'],
    ['shop/json:limit', '5'],
    ['arn:aws:secretsmanager:eu-west-1:111111111111:secret:shop/db-a1B2c3:user::', 'admin'],
    ['shop/db:lost', undefined],
    ['shop/plain:key', undefined],
    ['shop/lost', undefined],
    ['constructor', undefined],
  ])('gives the secret %s', (reference, value) => {
    expect(readValues(withValues(VALUES).source).secret(reference)).toBe(value);
  });

  test('gives parameters as they are written', () => {
    const values = readValues(withValues(VALUES).source);
    expect([values.parameter('/shop/level'), values.parameter('/shop/port'), values.parameter('/lost')]).toEqual(['007', '0080', undefined]);
  });

  test('is refused with all of its mistakes and without any value', () => {
    const message = messageOf(() => readValues(withValues('parameters:\n  A: [hidden]\nsecrets: hidden\nsecret:\n  B: hidden\n').source));
    expect(message).toContain('line 2: parameters.A must be a text');
    expect(message).toContain('line 3: secrets must be a mapping');
    expect(message).toContain('line 4: unknown key secret');
    expect(message).not.toContain('hidden');
  });

  test('is refused with the line and without any value if it is no YAML', () => {
    const message = messageOf(() => readValues(withValues('parameters:\n  A: "hidden\n').source));
    expect(message).toMatch(/line \d: no valid YAML \(MISSING_CHAR\)/);
    expect(message).not.toContain('hidden');
  });

  test('is refused in a git checkout that does not ignore it, also once it was added', () => {
    const app = withValues(VALUES);
    spawnSync('git', ['init', '-q'], { cwd: app.source });
    expect(messageOf(() => readValues(app.source))).toMatch(/^the values file must be ignored by git, because it holds secrets, got: .*values\.yaml\. Add /);
    app.write({ 'source/.gitignore': 'rehearsal.values.yaml\n' });
    expect(readValues(app.source).parameter('/shop/level')).toBe('007');
    spawnSync('git', ['add', '-f', 'rehearsal.values.yaml'], { cwd: app.source });
    expect(messageOf(() => readValues(app.source))).toContain('must be ignored by git');
  });

  test('must exist if it is named, and need not otherwise', () => {
    const app = newApp();
    expect(readValues(app.source).texts).toEqual([]);
    expect(messageOf(() => readValues(app.source, join(app.root, 'lost.yaml')))).toContain('--values must be a file that exists');
  });

  test('gives a build its parameters and secrets, before the environment does, and is no part of its source', async () => {
    const action = build('Build', {
      env: { 'parameter-store': { LEVEL: '/shop/level' }, 'secrets-manager': { PASSWORD: 'shop/db:password' } },
      phases: { build: { commands: ['test "$LEVEL $PASSWORD $TOKEN" = "007 pass-word-1 tok-1"', 'test ! -e rehearsal.values.yaml'] } },
    }, { configuration: { EnvironmentVariables: JSON.stringify([{ name: 'TOKEN', type: 'SECRETS_MANAGER', value: 'shop/json:token' }]) } });
    const app = withValues(VALUES, newApp([stage('Source', source()), stage('Build', action)]));
    const environment = { PATH: process.env.PATH, LEVEL: 'other' };
    expect((await app.rehearse({ values: readValues(app.source), environment })).status).toBe('succeeded');
    expect(said(await app.rehearse(), 'Build')).toBe('needs LEVEL (parameter /shop/level), PASSWORD (secret shop/db, key password), '
      + 'TOKEN (secret shop/json, key token), which AWS keeps; give values of your own in rehearsal.values.yaml, or in variables of these names');
  });
});
