import { Approval, DeploymentEnvironmentProps, EnvironmentProfile, PipelineBlueprint } from '../../src/blueprint';
import { BUILT_IN_PROFILES } from '../../src/blueprint/private/profile-document';
import { exampleDocument, messagesOf } from '../support/blueprints';

const SETTINGS = Object.keys(BUILT_IN_PROFILES.production) as (keyof EnvironmentProfile)[];
const beta = (profile: unknown) => [{ name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile }];
const read = (profile: object) => PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({ profiles: { demo: profile }, environments: beta('demo') })));
const settingsOf = (profile: EnvironmentProfile) => Object.fromEntries(SETTINGS.map((key) => [key, profile[key]]));

describe('[E8] a profile of one\'s own', () => {
  test.each(EnvironmentProfile.all())('has every setting of %s where it says nothing else', (base) => {
    expect(settingsOf(read({ basedOn: base.name }).environments[0].profile)).toEqual(settingsOf(base));
  });

  test.each([
    ['keepsData', true], ['protectsFromDeletion', true], ['logRetentionDays', 90], ['minimumTasks', 3], ['natGateways', 2], ['rollbackByDefault', true],
    ['bakeMinutesByDefault', 15], ['siteFirewall', true],
  ])('may change %s, and nothing else with it', (key, value) => {
    expect(settingsOf(read({ basedOn: 'development', [key]: value }).environments[0].profile)).toEqual({ ...settingsOf(EnvironmentProfile.DEVELOPMENT), [key]: value });
  });

  test('may decide whether a person approves', () => {
    expect(read({ basedOn: 'production', approval: { type: 'none' } }).environments[0].approval.isManual).toBe(false);
  });

  test('may decide how requests move to a new version', () => {
    expect(read({ basedOn: 'production', rollout: { type: 'blueGreen' } }).environments[0].rollout.type).toBe('blueGreen');
  });

  test('decides the gates and the reaction to a failure', () => {
    const [environment] = read({ basedOn: 'development', bakeMinutesByDefault: 15, rollbackByDefault: true }).environments;
    expect(environment.gates.map(({ type }) => type)).toEqual(['bake']);
    expect(environment.onFailure._toDocument()).toEqual({ type: 'rollback' });
    expect(read({ basedOn: 'production', bakeMinutesByDefault: 0 }).environments[0].gates).toEqual([]);
  });

  test('made in code is the same as in pipeline.json', () => {
    const profile = EnvironmentProfile.custom('demo', { basedOn: EnvironmentProfile.STAGING, minimumTasks: 3, approval: Approval.none() });
    const blueprint = PipelineBlueprint.of({
      application: 'orders', tools: { account: '111111111111', region: 'eu-west-1' }, environments: beta(profile) as DeploymentEnvironmentProps[],
    });
    expect(JSON.parse(blueprint.toJson()).profiles).toEqual({ demo: { basedOn: 'staging', minimumTasks: 3, approval: { type: 'none' } } });
    expect(settingsOf(blueprint.environments[0].profile)).toEqual(settingsOf(profile));
  });

  test('may be based on another one of one\'s own', () => {
    const first = EnvironmentProfile.custom('first', { basedOn: EnvironmentProfile.PRODUCTION, minimumTasks: 3 });
    expect(settingsOf(EnvironmentProfile.custom('second', { basedOn: first, natGateways: 1 })))
      .toEqual({ ...settingsOf(EnvironmentProfile.PRODUCTION), minimumTasks: 3, natGateways: 1 });
  });
});

describe('[E8] refused is', () => {
  test('a profile that nobody knows, with those that are known', () => {
    expect(messagesOf(exampleDocument({ profiles: { demo: { basedOn: 'staging' } }, environments: beta('prod') }))).toEqual([
      'environments[0].profile must be one of development, staging, production, demo, got: prod. Choose one of them, or describe it under profiles.',
    ]);
  });

  test.each(['development', 'staging', 'production', 'Demo', '-demo', 'a'.repeat(21)])('a profile of one\'s own with the name %s', (name) => {
    expect(messagesOf(exampleDocument({ profiles: { [name]: { basedOn: 'staging' } } }))).toEqual([
      expect.stringMatching(/^the key of profiles\.\S+ must be a name of at most 20 characters that no built-in profile has/),
    ]);
  });

  test.each([
    ['basedOn', 'demo', 'must be one of development, staging, production'],
    ['logRetentionDays', 8, 'must be one of 1, 3, 5'],
    ['minimumTasks', 0, 'must be a whole number from 1 to 1000'],
    ['minimumTasks', 1001, 'must be a whole number from 1 to 1000'],
    ['natGateways', 0, 'must be a whole number from 1 to 2'],
    ['natGateways', 3, 'must be a whole number from 1 to 2'],
    ['bakeMinutesByDefault', -1, 'must be a whole number from 0 to 1380'],
    ['bakeMinutesByDefault', 1381, 'must be a whole number from 0 to 1380'],
    ['keepsData', 'yes', 'must be true or false'],
    ['protectsFromDeletion', 1, 'must be true or false'],
    ['rollbackByDefault', null, 'must be true or false'],
    ['siteFirewall', 'yes', 'must be true or false'],
    ['rollout', { type: 'steps', percents: [50, 10, 100], minutes: 10 }, 'must be more than 50'],
    ['approval', { type: 'maybe' }, 'must be one of manual, onRisk, none'],
    ['surprise', 1, 'is not a known key'],
  ])('%s with the value %p', (key, value, message) => {
    expect(messagesOf(exampleDocument({ profiles: { demo: { basedOn: 'staging', [key]: value } } }))).toEqual([expect.stringContaining(message)]);
  });

  test('a profile that is based on none', () => {
    expect(messagesOf(exampleDocument({ profiles: { demo: { minimumTasks: 1 } } }))).toEqual([expect.stringMatching(/^profiles\.demo\.basedOn is required/)]);
  });

  test('an approval in a profile that could not be shown', () => {
    const approval = { type: 'manual', instructions: 'a'.repeat(399) };
    expect(messagesOf(exampleDocument({ profiles: { demo: { basedOn: 'staging', approval } } }))).toEqual([
      expect.stringMatching(/^profiles\.demo\.approval\.instructions must be text of at most 398 characters/),
    ]);
  });

  test('in code, all values at once and before a blueprint uses them', () => {
    expect(() => EnvironmentProfile.custom('demo', { basedOn: EnvironmentProfile.STAGING, minimumTasks: 0, logRetentionDays: 8 }))
      .toThrow(/^EnvironmentProfile\.custom\("demo"\) has 2 problems:\n {2}- demo\.logRetentionDays .+\n {2}- demo\.minimumTasks .+/);
  });

  test('one name for two profiles', () => {
    const profiles = [1, 2].map((minimumTasks) => EnvironmentProfile.custom('demo', { basedOn: EnvironmentProfile.STAGING, minimumTasks }));
    expect(() => PipelineBlueprint.of({
      application: 'orders',
      tools: { account: '111111111111', region: 'eu-west-1' },
      environments: profiles.map((profile, index) => ({ name: `env-${index}`, account: '222222222222', regions: ['eu-west-1'], profile })),
    })).toThrow(/environments\[1\]\.profile must be the same profile wherever its name is used, got: demo/);
  });
});
