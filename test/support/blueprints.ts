import * as fc from 'fast-check';
import { approval, withFittingApprovals } from './approvals';
import { maybe, optional } from './arbitraries';
import { build } from './builds';
import { failureReaction, gatesFor } from './gates';
import { rollout } from './rollouts';
import { PipelineBlueprint } from '../../src/blueprint';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const name = fc.tuple(fc.constantFrom(...LETTERS), fc.string({ unit: fc.constantFrom(...LETTERS, ...'0123456789-'), maxLength: 12 })).map((parts) => parts.join(''));
const account = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 12, maxLength: 12 });
const region = fc.constantFrom('eu-west-1', 'eu-central-1', 'us-east-1', 'ap-southeast-2', 'us-gov-west-1');
const line = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => /\S/.test(text));
const checkOptions = (...extras: fc.Arbitrary<object | undefined>[]) => (required: fc.Arbitrary<object>) => optional(
  required,
  maybe('outputs', fc.dictionary(fc.constantFrom('API_URL', 'WEB_URL'), fc.constantFrom('api.Url', 'web.Url'), { minKeys: 1 })),
  maybe('secrets', fc.dictionary(fc.constantFrom('API_KEY', 'PASSWORD_OF_TESTER'), fc.constantFrom('orders/checks', 'orders/checks:apiKey'), { minKeys: 1 })),
  maybe('timeoutMinutes', fc.integer({ min: 61, max: 480 })),
  maybe('network', fc.record({
    vpcId: fc.constant('vpc-0123456789abcdef0'),
    subnetIds: fc.constantFrom(['subnet-0123456789abcdef0'], ['subnet-01234567', 'subnet-89abcdef']),
    securityGroupIds: fc.constant(['sg-0123456789abcdef0']),
  })),
  ...extras,
);
const url = fc.constantFrom('https://orders.example.com/health', 'http://127.0.0.1:8080');
const timeoutSeconds = maybe('timeoutSeconds', fc.integer({ min: 1, max: 300 }));

const commandCheck = checkOptions(
  maybe('type', fc.constant('command')),
  maybe('reports', fc.constantFrom(['reports/*.xml'], ['a.xml', 'deep/**/*.xml'])),
  maybe('role', fc.constantFrom('orders-checks', 'checks/orders')),
);
const smokeRequest = optional(
  fc.record({ url }),
  maybe('method', fc.constantFrom('GET', 'POST')),
  maybe('headers', fc.dictionary(fc.constantFrom('Accept', 'X-Request-Id'), fc.constantFrom('application/json', 'a'), { minKeys: 1 })),
  maybe('status', fc.integer({ min: 200, max: 599 })),
  maybe('bodyContains', line),
  maybe('bodyMatches', fc.constantFrom('"status":\\s*"ok"', '^<!doctype html>')),
);
const smokeCheck = checkOptions(maybe('retries', fc.integer({ min: 0, max: 100 })), maybe('pauseSeconds', fc.integer({ min: 0, max: 300 })), timeoutSeconds);
const loadCheck = checkOptions(timeoutSeconds);
const securityScan = checkOptions(maybe('severity', fc.constantFrom('low', 'moderate', 'high', 'critical')), maybe('ignore', fc.array(line, { maxLength: 2 })));

const check = (checkName: string) => fc.oneof(
  commandCheck(fc.record({ name: fc.constant(checkName), commands: fc.array(line, { minLength: 1, maxLength: 3 }) })),
  smokeCheck(fc.record({ name: fc.constant(checkName), type: fc.constant('smoke'), requests: fc.array(smokeRequest, { minLength: 1, maxLength: 3 }) })),
  loadCheck(fc.record({
    name: fc.constant(checkName),
    type: fc.constant('load'),
    url,
    users: fc.integer({ min: 1, max: 500 }),
    durationSeconds: fc.integer({ min: 1, max: 3599 }),
    p95Milliseconds: fc.integer({ min: 1, max: 300_000 }),
    errorRatePercent: fc.constantFrom(0, 0.5, 100),
  })),
  securityScan(fc.record({
    name: fc.constant(checkName),
    type: fc.constant('securityScan'),
    lockFiles: fc.constantFrom(['package-lock.json'], ['web/npm-shrinkwrap.json', 'backend/requirements.txt'], ['backend/requirements-dev.txt']),
  })),
);

const environment = (environmentName: string) => optional(
  fc.record({
    name: fc.constant(environmentName),
    account,
    regions: fc.uniqueArray(region, { minLength: 1, maxLength: 3 }),
    profile: fc.constantFrom('development', 'staging', 'production'),
  }),
  maybe('namePrefix', fc.constantFrom(`${environmentName}-x-`, `T-${environmentName}`)),
  maybe('approval', approval),
  maybe('rollout', rollout),
  maybe('checks', fc.uniqueArray(name, { minLength: 1, maxLength: 3 }).chain((names) => fc.tuple(...names.map(check)))),
);

const PATTERNS = ['src/**', 'docs/*.md', 'v*', '**', 'release-?', '{backend,frontend}/**', 'Makefile', 'a b'];
const patterns = fc.uniqueArray(fc.constantFrom(...PATTERNS), { minLength: 1, maxLength: 8 });
const filter = fc.oneof(
  fc.record({ include: patterns }),
  fc.record({ include: patterns, exclude: patterns }),
);
const push = optional(fc.constant({ type: 'push' }), maybe('paths', filter));
const tag = (branch: string) => fc.record({ type: fc.constant('tag'), branch: fc.constant(branch), tags: filter });
const pullRequest = optional(
  fc.constant({ type: 'pullRequest' }),
  maybe('branches', filter),
  maybe('paths', filter),
  maybe('events', fc.constantFrom(['closed'], ['opened'], ['closed', 'updated'])),
);

/** CodePipeline takes three of a kind, all different. */
const different = (trigger: fc.Arbitrary<object>) => fc.uniqueArray(trigger, { maxLength: 3, selector: (one) => JSON.stringify(one) });

/** How runs start: with tags and pull requests only where the pipeline does not update itself. */
const starting = (branch: string): fc.Arbitrary<object> => fc.oneof(
  optional(
    fc.constant({}), maybe('triggers', different(push)), maybe('selfMutation', fc.constant(true)), maybe('reviewSelfMutation', fc.boolean()),
    maybe('executionMode', fc.constantFrom('superseded', 'queued')),
  ),
  optional(
    fc.constant({ selfMutation: false }), maybe('reviewSelfMutation', fc.constant(false)), maybe('executionMode', fc.constantFrom('superseded', 'queued', 'parallel')),
    maybe('triggers', fc.tuple(different(fc.oneof(push, tag(branch))), different(pullRequest)).map((parts) => parts.flat())),
  ),
);

const variables = fc.dictionary(fc.constantFrom('LOG_LEVEL', 'RELEASE_NOTE'), optional(fc.record({ defaultValue: line }), maybe('description', line)), { minKeys: 1 });

/** Gates read the variables of the document, and a rollback depends on how runs meet. */
function withGates(document: Record<string, unknown>): fc.Arbitrary<Record<string, unknown>> {
  const known = Object.keys((document.variables as object | undefined) ?? {});
  const environments = (document.environments as object[]).map((one) => optional(
    fc.constant(one), maybe('gates', gatesFor(known)), maybe('onFailure', failureReaction(document.executionMode)),
  ));
  return fc.tuple(...environments).map((gated) => ({ ...document, environments: gated }));
}

const ownProfile = optional(
  fc.record({ basedOn: fc.constantFrom('development', 'staging', 'production') }),
  maybe('keepsData', fc.boolean()),
  maybe('protectsFromDeletion', fc.boolean()),
  maybe('logRetentionDays', fc.constantFrom(1, 90, 3653)),
  maybe('minimumTasks', fc.integer({ min: 1, max: 1000 })),
  maybe('natGateways', fc.integer({ min: 1, max: 2 })),
  maybe('approval', fc.constant({ type: 'none' })),
  maybe('rollout', rollout),
  maybe('rollbackByDefault', fc.boolean()),
  maybe('bakeMinutesByDefault', fc.integer({ min: 0, max: 1380 })),
  maybe('siteFirewall', fc.boolean()),
);

/** Some environments have a profile of the user's own. */
function withProfiles(document: Record<string, unknown>): fc.Arbitrary<Record<string, unknown>> {
  return fc.tuple(fc.option(ownProfile), fc.nat()).map(([profile, position]) => {
    const environments = document.environments as object[];
    const chosen = position % environments.length;
    return profile === null ? document : {
      ...document, profiles: { demo: profile }, environments: environments.map((one, index) => (index === chosen ? { ...one, profile: 'demo' } : one)),
    };
  });
}

/** Documents that every rule accepts. */
export const pipelineDocument: fc.Arbitrary<Record<string, unknown>> = fc.uniqueArray(name, { minLength: 1, maxLength: 5 }).chain((names) => optional(
  fc.record({
    application: name,
    tools: fc.record({ account, region }),
    environments: fc.tuple(...names.map(environment)),
  }),
  fc.constantFrom(
    undefined,
    { main: names },
    names.length > 1 ? { develop: names.slice(0, 1), main: names.slice(1) } : { 'release/1.x': names },
  ).chain((branches) => optional(starting(Object.keys(branches ?? { main: [] })[0]), fc.constant(branches && { branches }))),
  maybe('variables', variables),
  maybe('tags', fc.dictionary(fc.constantFrom('CostCenter', 'cost center', 'Équipe', 'Project'), fc.constantFrom('4711', '', 'a/b@c'))),
  maybe('builds', fc.uniqueArray(name, { minLength: 1, maxLength: 4 }).chain((builds) => fc.tuple(...builds.map(build)))),
)).chain(withProfiles).map(withFittingApprovals).chain(withGates);

/** A document of the usual shape, for tests that change one thing of it. */
export function exampleDocument(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    application: 'orders',
    tools: { account: '111111111111', region: 'eu-west-1' },
    environments: [
      { name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'development' },
      { name: 'prod', account: '333333333333', regions: ['eu-west-1'], profile: 'production' },
    ],
    ...changes,
  };
}

/** The problems of a document, one message each. */
export function messagesOf(document: unknown): string[] {
  try {
    PipelineBlueprint.fromJson(JSON.stringify(document));
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').slice(1).map((message) => message.replace(/^ {2}- /, ''));
  }
}
