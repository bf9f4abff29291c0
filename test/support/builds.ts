import * as fc from 'fast-check';
import { maybe, optional } from './arbitraries';

const commands = fc.array(fc.constantFrom('npm ci', 'npm test', 'make'), { minLength: 1, maxLength: 3 });
const id = (prefix: string) => fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 8, maxLength: 17 }).map((text) => `${prefix}-${text}`);
const registry = (type: string) => fc.constant({ type, domain: 'acme', owner: '111111111111', repository: 'shared' });
const coverage = optional(
  fc.record({ format: fc.constantFrom('cobertura', 'clover', 'jacoco'), files: fc.constant(['coverage/*.xml']) }),
  maybe('minimumCoverage', fc.integer({ min: 1, max: 100 })),
);

/** What every build can have, whatever it runs on. */
const anywhere = [
  maybe('variables', fc.dictionary(fc.constantFrom('LEVEL', 'mode'), fc.string({ maxLength: 9 }).filter((text) => !text.includes('/')))),
  maybe('parameters', fc.constant({ REGION: '/orders/region' })),
  maybe('secrets', fc.dictionary(fc.constantFrom('NPM_TOKEN', 'DB_PASSWORD'), fc.constantFrom('orders/npm', 'orders/db:password'))),
  maybe('proxy', optional(fc.constant({}), maybe('http', fc.constant('http://proxy.example.com:3128')), maybe('noProxy', fc.constant(['.example.com'])))),
];

const machine = fc.oneof(
  fc.record({ compute: fc.constantFrom('lambda-1gb', 'lambda-2gb', 'lambda-4gb', 'lambda-8gb', 'lambda-10gb') }),
  optional(
    fc.constant({}),
    maybe('compute', fc.constantFrom('small', 'medium', 'large', 'xlarge', '2xlarge')),
    maybe('image', fc.constantFrom('aws/codebuild/standard:7.0', 'python:3.13', '111111111111.dkr.ecr.eu-west-1.amazonaws.com/tools:1')),
    maybe('privileged', fc.boolean()),
    maybe('timeoutMinutes', fc.integer({ min: 5, max: 480 })),
    maybe('network', fc.record({
      vpcId: id('vpc'), subnetIds: fc.uniqueArray(id('subnet'), { minLength: 1, maxLength: 3 }), securityGroupIds: fc.uniqueArray(id('sg'), { minLength: 1, maxLength: 2 }),
    })),
  ),
);

const inline = optional(
  fc.record({ commands }),
  maybe('installCommands', commands),
  maybe('registries', fc.constantFrom('npm', 'pypi').chain((type) => fc.tuple(registry(type)))),
  maybe('reports', fc.tuple(fc.constant({ format: 'junit', files: ['reports/**/*.xml'] }), coverage)),
);

/** A build of a container image that every rule accepts. */
const imageBuild = (buildName: string) => optional(
  fc.record({
    name: fc.constant(buildName),
    containerImage: optional(
      fc.record({ directory: fc.constantFrom('.', 'backend', 'services/api') }), maybe('architecture', fc.constantFrom('x86_64', 'arm64')),
    ),
  }),
  maybe('compute', fc.constantFrom('small', 'large')),
  maybe('output', fc.constant(`out/${buildName}`)),
  maybe('cache', fc.constant({ type: 'local', dockerLayers: true })),
  maybe('timeoutMinutes', fc.integer({ min: 5, max: 480 })),
  ...anywhere,
);

/** A build that every rule accepts. */
export const build = (buildName: string) => fc.oneof({ weight: 4, arbitrary: codeBuild(buildName) }, { weight: 1, arbitrary: imageBuild(buildName) });

const codeBuild = (buildName: string) => fc.tuple(fc.oneof(inline, fc.constant({})), machine).chain(([what, where]) => optional(
  fc.constant({ name: buildName, ...what, ...where }),
  'commands' in what ? fc.constant({}) : maybe('buildspec', fc.constantFrom('buildspec.yml', 'ci/build.yml', `${buildName}/buildspec.yml`)),
  'compute' in where && String(where.compute).startsWith('lambda-')
    ? fc.constant({})
    : maybe('cache', fc.constant({ type: 's3', ...('commands' in what && { paths: ['/root/.npm/**'] }) })),
  maybe('output', fc.constantFrom(`${buildName}/dist`, `out/${buildName}`)),
  ...anywhere,
)).chain((made) => mayHavePaths(made) ? optional(fc.constant(made), maybe('paths', paths)) : fc.constant(made));

const paths = fc.uniqueArray(fc.constantFrom('web/**', '{api,shared}/**/*.ts', 'package-lock.json', 'a b/[!x]?*'), { minLength: 1 });

function mayHavePaths(made: Record<string, unknown>): boolean {
  return 'output' in made && !('buildspec' in made) && !('parameters' in made) && !String(made.compute).startsWith('lambda-');
}
