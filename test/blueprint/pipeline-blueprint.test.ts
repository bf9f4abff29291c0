import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Approval, Check, EnvironmentProfile, PipelineBlueprint } from '../../src/blueprint';
import { exampleDocument, messagesOf } from '../support/blueprints';

const read = (document: unknown) => PipelineBlueprint.fromJson(JSON.stringify(document));

describe('a blueprint', () => {
  const blueprint = read(exampleDocument({
    builds: [{ name: 'backend' }, { name: 'frontend', buildspec: 'web/build.yml', output: 'web/dist' }],
  }));

  test('lists the environments in the order of delivery', () => {
    expect(blueprint.environments.map((environment) => environment.name)).toEqual(['beta', 'prod']);
  });

  test('asks for approval before a production environment unless told otherwise', () => {
    expect(blueprint.findEnvironment('beta').approval.isManual).toBe(false);
    expect(blueprint.findEnvironment('prod').approval.isManual).toBe(true);
    const unattended = read(exampleDocument({
      environments: [{ name: 'prod', account: '333333333333', regions: ['eu-west-1'], profile: 'production', approval: { type: 'none' } }],
    }));
    expect(unattended.findEnvironment('prod').approval.isManual).toBe(false);
  });

  test('delivers main to all environments unless branches say otherwise', () => {
    expect(blueprint.branches.map((branch) => [branch.name, branch.environments.map((e) => e.name)])).toEqual([['main', ['beta', 'prod']]]);
    const mapped = read(exampleDocument({ branches: { develop: ['beta'], main: ['prod'] } }));
    expect(mapped.branches.map((branch) => [branch.name, branch.environments.map((e) => e.name)])).toEqual([['develop', ['beta']], ['main', ['prod']]]);
  });

  test('reads a build from the folder of its name unless told otherwise', () => {
    expect(blueprint.builds.map((build) => [build.name, build.buildspec, build.output])).toEqual([
      ['backend', 'backend/buildspec.yml', undefined], ['frontend', 'web/build.yml', 'web/dist'],
    ]);
  });

  test('cannot be changed through what it returns', () => {
    blueprint.environments.pop();
    blueprint.findEnvironment('prod').regions.push('us-east-1');
    expect(blueprint.environments).toHaveLength(2);
    expect(blueprint.findEnvironment('prod').regions).toEqual(['eu-west-1']);
  });

  test('finds environments by name and names the known ones when there is none', () => {
    expect(blueprint.tryFindEnvironment('gamma')).toBeUndefined();
    expect(() => blueprint.findEnvironment('gamma')).toThrow('environment must be one of beta, prod, got: gamma');
  });

  test('made in code equals the one read from the JSON that it writes', () => {
    const made = PipelineBlueprint.of({
      application: 'orders',
      tools: { account: '111111111111', region: 'eu-west-1' },
      environments: [{
        name: 'prod',
        account: '333333333333',
        regions: ['eu-west-1', 'eu-central-1'],
        profile: EnvironmentProfile.PRODUCTION,
        approval: Approval.manual({ instructions: 'Look at the dashboard.' }),
        checks: [Check.command({ name: 'smoke', commands: ['curl -f "$API_URL"'], outputs: { API_URL: 'api.Url' } })],
      }],
      builds: [{ name: 'backend' }],
    });
    expect(PipelineBlueprint.fromJson(made.toJson())).toEqual(made);
  });

  test('is read from a file, and says which file when it cannot be', () => {
    const folder = mkdtempSync(join(tmpdir(), 'blueprint-'));
    const file = join(folder, 'pipeline.json');
    try {
      writeFileSync(file, blueprint.toJson());
      expect(PipelineBlueprint.fromFile(file)).toEqual(blueprint);
      writeFileSync(file, '{ "application": }');
      expect(() => PipelineBlueprint.fromFile(file)).toThrow(/^pipeline\.json is not valid JSON: .*Correct it/s);
      expect(() => PipelineBlueprint.fromFile(join(folder, 'none.json'))).toThrow(/none\.json cannot be read: .*Create it/s);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the rules of pipeline.json', () => {
  test('five mistakes in one document yield five messages, each with place, value and remedy', () => {
    expect(messagesOf(exampleDocument({
      application: 'Orders',
      tools: { account: '111111111111', region: 'Ireland' },
      environments: [
        { name: 'beta', acount: '222222222222', account: 1234, regions: ['eu-west-1'], profile: 'development' },
        { name: 'prod', account: '333333333333', regions: [], profile: 'production' },
      ],
    }))).toEqual([
      'application must be a name of at most 30 characters, got: Orders. Start with a lowercase letter and continue with lowercase letters, digits and hyphens.',
      'tools.region must be an AWS region, got: Ireland. Write it as AWS does, such as "eu-west-1".',
      'environments[0].acount is not a known key, got: 222222222222. Remove it or correct its name; known here: name, account, regions, profile, namePrefix, approval, checks, gates, onFailure, rollout.',
      'environments[0].account must be 12 digits, got: 1234. Write the account as a string, such as "111111111111".',
      'environments[1].regions must be a list with at least one item, got: []. List the regions, such as ["eu-west-1"].',
    ]);
  });

  test('the profile is required, so that nobody gets deletion in production by omission', () => {
    expect(messagesOf(exampleDocument({ environments: [{ name: 'prod', account: '333333333333', regions: ['eu-west-1'] }] })))
      .toEqual(['environments[0].profile is required, got: nothing. Add it.']);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['two environments of one name', {
      environments: [0, 1].map(() => ({ name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'development' })),
    }, 'environments[1].name must differ from environments[0].name, got: beta'],
    ['two builds of one name', { builds: [{ name: 'api' }, { name: 'api' }] }, 'builds[1].name must differ from builds[0].name, got: api'],
    ['two builds with one output', { builds: [{ name: 'a', output: 'dist' }, { name: 'b', output: 'dist' }] }, 'builds[1].output must differ from'],
    ['a branch to an unknown environment', { branches: { main: ['beta', 'prod', 'gamma'] } }, 'branches.main[2] must be the name of an environment, got: gamma'],
    ['an environment delivered by two branches', { branches: { develop: ['beta'], main: ['beta', 'prod'] } }, 'branches.main[0] must differ from branches.develop[0]'],
    ['an environment delivered by no branch', { branches: { main: ['prod'] } }, 'environments[0].name is delivered by no branch, got: beta'],
    ['a path that leaves the repository', { builds: [{ name: 'a', output: '../dist' }] }, 'builds[0].output must be a path inside the repository, got: ../dist'],
  ])('%s is refused', (_, changes, message) => {
    expect(messagesOf(exampleDocument(changes))).toEqual([expect.stringContaining(message)]);
  });

  test('a message shows 80 characters of the value, and counts the mistakes', () => {
    expect(messagesOf(exampleDocument({ application: 'X'.repeat(80) }))).toEqual([expect.stringContaining(`got: ${'X'.repeat(80)}. `)]);
    expect(messagesOf(exampleDocument({ application: 'X'.repeat(81) }))).toEqual([expect.stringContaining(`got: ${'X'.repeat(80)}…. `)]);
    const reading = (changes: Record<string, unknown>) => () => PipelineBlueprint.fromJson(JSON.stringify(exampleDocument(changes)));
    expect(reading({ application: 'X' })).toThrow(/ has 1 problem:\n/);
    expect(reading({ application: 'X', selfMutation: 1 })).toThrow(/ has 2 problems:\n/);
  });

  test('a document that is no object is refused with its keys', () => {
    expect(messagesOf([])).toEqual([expect.stringContaining('the document must be an object, got: []')]);
  });
});
