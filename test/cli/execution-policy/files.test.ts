import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { permissionTable } from '../../../scripts/execution-permissions';
import { executionPolicy } from '../../../src/cli/execution-policy';
import { temporaryFolder } from '../../support/delivery';
import { addStack, assemblyOf } from '../../support/executed-stacks';

let output: string[];
beforeEach(() => {
  output = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => output.push(String(text)) > 0);
});
afterEach(() => jest.restoreAllMocks());

const queue = () => assemblyOf((app) => void addStack(app, { 'AWS::SQS::Queue': {} }));
const topic = () => assemblyOf((app) => void addStack(app, { 'AWS::SNS::Topic': {} }));
const folder = () => join(temporaryFolder(), 'execution-policies');

describe('P4: execution-policy', () => {
  test('writes a file for each policy and says what it is for', async () => {
    const into = folder();
    expect(await executionPolicy(['--app', queue(), '--output', into])).toBe(0);
    expect(readdirSync(into)).toEqual(['333333333333-1.json']);
    expect(output.join('')).toMatch(/^333333333333: \d+ actions in 1 policy\n.*\/333333333333-1\.json: missing\nWritten\. Review/);
  });

  test('with --check fails until the files are what the stacks need, and writes nothing', async () => {
    const into = folder();
    expect(await executionPolicy(['--app', queue(), '--output', into, '--check'])).toBe(1);
    expect(existsSync(into)).toBe(false);
    await executionPolicy(['--app', queue(), '--output', into]);
    expect(await executionPolicy(['--app', queue(), '--output', into, '--check'])).toBe(0);
    const before = readFileSync(join(into, '333333333333-1.json'), 'utf8');
    output = [];
    expect(await executionPolicy(['--app', topic(), '--output', into, '--check'])).toBe(1);
    expect(output.join('')).toMatch(/333333333333-1\.json: different\nThe stacks need other rights/);
    expect(readFileSync(join(into, '333333333333-1.json'), 'utf8')).toBe(before);
  });

  test('removes its own files that are no longer needed, and nobody else\'s', async () => {
    const into = folder();
    await executionPolicy(['--app', queue(), '--output', into]);
    writeFileSync(join(into, '333333333333-2.json'), '{}');
    writeFileSync(join(into, '333333333333-own.json'), '{}');
    expect(await executionPolicy(['--app', queue(), '--output', into])).toBe(0);
    expect(readdirSync(into)).toEqual(['333333333333-1.json', '333333333333-own.json']);
  });

  test('prints JSON for programs', async () => {
    await executionPolicy(['--app', queue(), '--output', folder(), '--json']);
    expect(JSON.parse(output.join(''))).toMatchObject({
      differences: [{ file: '333333333333-1.json', is: 'missing' }], accounts: [{ account: '333333333333', wholeServices: [], unknownTypes: [] }],
    });
  });

  test('tells of types that are not AWS\'s', async () => {
    await executionPolicy(['--app', assemblyOf((app) => void addStack(app, { 'Acme::Db::Table': {} })), '--output', folder()]);
    expect(output.join('')).toContain('write a policy of your own for: Acme::Db::Table');
  });

  test('refuses stacks whose account is not known, all at once', async () => {
    const app = assemblyOf((scope: App) => ['One', 'Two'].forEach((name) => new CfnResource(new Stack(scope, name), 'Queue', { type: 'AWS::SQS::Queue' })));
    await expect(executionPolicy(['--app', app, '--output', folder()])).rejects.toThrow(
      '--app must hold stacks whose account is known, got: One, Two. Give these stacks env: { account: …, region: … }.');
  });

  test.each([
    [['--app', '/nowhere'], /^--app must be the output of `cdk synth`, got: \/nowhere\./],
    [['--outptu', 'x'], /^execution-policy must be called with the options of its help, got: --outptu x/],
  ])('refuses %j', async (args, message) => {
    await expect(executionPolicy(args)).rejects.toThrow(message);
  });

  test('shows its help', async () => {
    expect(await executionPolicy(['--help'])).toBe(0);
    expect(output.join('')).toMatch(/^Usage: cdk-multi-account-pipeline execution-policy/);
  });
});

test('P4: the table of actions is what AWS\'s schemas say', () => {
  expect(readFileSync(join(__dirname, '..', '..', '..', 'assets', 'execution-policy', 'permissions.json'), 'utf8')).toBe(permissionTable());
});
