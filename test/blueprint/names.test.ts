import * as fc from 'fast-check';
import { EnvironmentProfile, PipelineBlueprint } from '../../src/blueprint';
import { exampleDocument, messagesOf } from '../support/blueprints';

const beta = { name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'development' };
const environmentOf = (changes: object = {}) =>
  PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({ environments: [{ ...beta, ...changes }] }))).environments[0];

test('[P13] a name is the environment\'s, the application\'s and the resource\'s', () => {
  expect(environmentOf().nameOf('api')).toBe('beta-orders-api');
});

test.each([['acme-', 'acme-api'], ['', 'api']])('[P13] the prefix %p of the blueprint comes in their place', (namePrefix, name) => {
  expect(environmentOf({ namePrefix }).nameOf('api')).toBe(name);
});

test('[P13] a blueprint in code has the same prefix', () => {
  const blueprint = PipelineBlueprint.of({
    application: 'orders',
    tools: { account: '111111111111', region: 'eu-west-1' },
    environments: [{ name: 'prod', account: '333333333333', regions: ['eu-west-1'], profile: EnvironmentProfile.PRODUCTION, namePrefix: '' }],
  });
  expect(blueprint.environments[0].nameOf('api')).toBe('api');
  expect(PipelineBlueprint.fromJson(blueprint.toJson())).toEqual(blueprint);
});

test('[P13] a name is one that a stack can have, or refused with the name', () => {
  fc.assert(fc.property(fc.string({ maxLength: 140 }), fc.constantFrom('', 'acme-', undefined), (resource, namePrefix) => {
    const environment = environmentOf({ namePrefix });
    const expected = `${namePrefix ?? 'beta-orders-'}${resource}`;
    if (resource !== '' && /^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(expected)) {
      expect(environment.nameOf(resource)).toBe(expected);
    } else {
      expect(() => environment.nameOf(resource)).toThrow(`environment beta: nameOf("${resource}") must be a name of letters, digits and hyphens`);
    }
  }));
  expect(() => environmentOf().nameOf('a'.repeat(117))).toThrow('at most 128 characters');
  expect(environmentOf().nameOf('a'.repeat(116))).toHaveLength(128);
});

test.each(['1st-', 'acme_', '-', 'a'.repeat(53)])('[P13] the prefix %p is refused', (namePrefix) => {
  expect(messagesOf(exampleDocument({ environments: [{ ...beta, namePrefix }] }))).toEqual([
    expect.stringMatching(/^environments\[0\]\.namePrefix must be the beginning of names, at most 52 characters, got: .* Start with a letter/),
  ]);
});

test('[P13] environments of one account and region must not have one prefix', () => {
  const sharing = (regions: string[], namePrefix?: string) => messagesOf(exampleDocument({ environments: [{ ...beta, namePrefix: '' }, { ...beta, name: 'demo', regions, namePrefix }] }));
  expect(sharing(['us-east-1', 'eu-west-1'], '')).toEqual([
    'environments[1].namePrefix must differ from that of environments[0], which is in the same account and region, got: . Give each a prefix of its own, or leave the key out.',
  ]);
  expect(sharing(['us-east-1'], '')).toEqual([]);
  expect(sharing(['eu-west-1'])).toEqual([]);
});
