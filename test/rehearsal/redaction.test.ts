import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { REDACTED, Redaction } from '../../src/rehearsal/host/redaction';
import { GivenValues } from '../../src/rehearsal/values/rehearsal-values';
import { appsOfThisFile } from '../support/apps';
import { build, said, source, stage } from '../support/pipeline-app';

interface StreamRedactor {
  push(chunk: Buffer): Buffer;
  end(): Buffer;
}
const { StreamRedactor: Redactor } = jest.requireActual<{ StreamRedactor: new (forms: string[], mask: string) => StreamRedactor }>('../../assets/rehearsal/redact-log.js');

const newApp = appsOfThisFile();
const SECRET = 'pa$$ "word" ü/1';

function redactionOf(...secrets: string[]): Redaction {
  const redaction = new Redaction();
  secrets.forEach((secret) => redaction.add(secret));
  return redaction;
}

describe('the redaction of secrets', () => {
  test.each([
    ['as it is', SECRET],
    ['in JSON', JSON.stringify({ key: SECRET })],
    ['in a URL', `https://host/?p=${encodeURIComponent(SECRET)}`],
    ['in Base64', Buffer.from(SECRET).toString('base64')],
    ['in Base64 as echo gives it', Buffer.from(`${SECRET}\n`).toString('base64')],
  ])('finds a value %s', (_how, text) => {
    const redacted = redactionOf(SECRET).redact(`<${text}>`);
    expect(redacted).toContain(REDACTED);
    expect(redacted).not.toContain('word');
  });

  test('finds the lines of a value, the longer of two, and leaves what is too short', () => {
    expect(redactionOf('line one\nline two\nab').redact('line two, line one, ab')).toBe('***, ***, ab');
    expect(redactionOf('pass', 'password').redact('password pass')).toBe('*** ***');
  });

  test('is the same for a stream, wherever it is cut', () => {
    const alphabet = fc.constantFrom('a', 'b', 'ü', '€', '\n', '*');
    const word = fc.string({ unit: alphabet, minLength: 4, maxLength: 7 });
    fc.assert(fc.property(
      fc.array(word, { minLength: 1, maxLength: 4 }), fc.array(fc.oneof(word, alphabet), { maxLength: 20 }), fc.array(fc.nat(200), { maxLength: 10 }),
      (secrets, words, cuts) => {
        const text = [...words, ...secrets, ...words].join('');
        const redaction = redactionOf('abab', ...secrets);
        const bytes = Buffer.from(text);
        const stream = new Redactor(redaction.forms, REDACTED);
        const borders = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
        const chunks = borders.slice(1).map((border, index) => stream.push(bytes.subarray(borders[index], border)));
        expect(Buffer.concat([...chunks, stream.end()]).toString('utf8')).toBe(redaction.redact(text));
      },
    ));
  });

  test('holds for logs, the terminal and every report, and keeps the order of lines', async () => {
    const action = build('Build', {
      env: { 'secrets-manager': { PASSWORD: 'db' }, 'exported-variables': ['PASSWORD', 'COPY', 'LOST'] },
      phases: { build: { commands: ['echo "out $PASSWORD"', 'echo "err $PASSWORD" >&2', 'export COPY=$PASSWORD'] } },
      artifacts: { 'base-directory': '$PASSWORD', 'files': ['**/*'] },
    }, { namespace: 'Built' });
    const using = build('Use', ['echo "copy $COPY"', 'ls "$COPY"; aws s3 ls "$COPY"; false'], {
      configuration: { EnvironmentVariables: JSON.stringify([{ name: 'COPY', value: '#{Built.COPY}' }]) },
    });
    const app = newApp([stage('Source', source()), stage('Build', action), stage('Use', using)]);
    const report = await app.rehearse({ values: new GivenValues('values.yaml', {}, { db: 'hunter-22' }) });
    expect(app.log(report, 'Build').split('\n').slice(1, 5)).toEqual([
      '[rehearsal] Running command echo "out $PASSWORD"', 'out ***', '[rehearsal] Running command echo "err $PASSWORD" >&2', 'err ***',
    ]);
    expect(app.log(report, 'Use')).toContain('copy ***');
    expect(said(report, 'Build')).toBe('PASSWORD is not exported: AWS exports neither parameters nor secrets, and CodeBuild no AWS_ variables\nthe exported variable LOST is never set');
    const written = readdirSync(app.output, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    expect([...app.lines, ...written].join('\n')).not.toContain('hunter-22');
  });
});

test('a log with secrets is complete when the rehearsal is stopped', async () => {
  const app = newApp([stage('Source', source()), stage('Build', build('Build', ['echo "long enough $(printf hunter; printf -- -22)"; touch "$HOME/started"; sleep 60']))]);
  const abort = new AbortController();
  const watcher = setInterval(() => existsSync(join(app.root, 'started')) && abort.abort(), 20);
  const environment = { PATH: process.env.PATH, HOME: app.root };
  const report = await app.rehearse({ values: new GivenValues('values.yaml', {}, { db: 'hunter-22' }), signal: abort.signal, environment });
  clearInterval(watcher);
  expect(report.status).toBe('interrupted');
  expect(app.log(report, 'Build')).toMatch(/^long enough \*\*\*$/m);
  expect(app.log(report, 'Build')).toMatch(/exited with code 137\n$/);
});
