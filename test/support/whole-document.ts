import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { Problems } from '../../src/blueprint/private/problems';
import { checkShape } from '../../src/blueprint/private/rules/document';
import { checkReferences } from '../../src/blueprint/private/rules/references';
import { Node, Rule } from '../../src/blueprint/private/shape';

const network = { vpcId: 'vpc-01234567', subnetIds: ['subnet-01234567'], securityGroupIds: ['sg-01234567'] };
const asking = {
  instructions: 'Look at the dashboard.',
  notifyTopic: 'arn:aws:sns:eu-west-1:111111111111:releases',
  notifyEmails: ['ann@example.com'],
  reviewUrl: 'https://example.com',
  timeoutMinutes: 60,
};

/** A document with every key that there is. Only its shape is right: not all of its keys may stand beside each other. */
const WHOLE = {
  $schema: 'schema.json',
  application: 'orders',
  tools: { account: '111111111111', region: 'eu-west-1' },
  environments: [
    {
      name: 'beta',
      account: '222222222222',
      regions: ['eu-west-1'],
      profile: 'development',
      namePrefix: 'acme-',
      approval: { type: 'manual', ...asking, changeSummary: true, skipWhenUnchanged: true },
      checks: [
        {
          name: 'command',
          type: 'command',
          outputs: { API_URL: 'api.Url' },
          secrets: { API_KEY: 'orders/checks:apiKey' },
          timeoutMinutes: 60,
          network,
          commands: ['make check'],
          reports: ['reports/*.xml'],
          role: 'checks',
        },
        {
          name: 'smoke',
          type: 'smoke',
          requests: [{ url: 'https://example.com', method: 'GET', headers: { Accept: 'text/html' }, status: 200, bodyContains: 'ok', bodyMatches: 'ok' }],
          retries: 1,
          pauseSeconds: 1,
          timeoutSeconds: 10,
        },
        { name: 'load', type: 'load', url: 'https://example.com', users: 10, durationSeconds: 60, p95Milliseconds: 500, errorRatePercent: 1, timeoutSeconds: 10 },
        { name: 'scan', type: 'securityScan', lockFiles: ['package-lock.json'], severity: 'high', ignore: ['GHSA-93q8-gq69-wqmw'] },
      ],
      gates: [
        { type: 'deploymentWindow', cron: '* 9-16 ? * MON-FRI *', timeZone: 'Europe/Berlin' },
        { type: 'freeze', from: '2026-12-18T17:00', until: '2027-01-04T08:00', timeZone: 'Europe/Berlin', reason: 'Christmas' },
        { type: 'bake', minutes: 60, alarms: ['Errors'], account: '555555555555', region: 'us-east-1' },
        { type: 'variableCheck', variable: 'RELEASE', value: 'yes', operator: 'EQ', otherwise: 'skip' },
      ],
      onFailure: { type: 'retry', failedActionsOnly: true },
      rollout: { type: 'steps', percents: [10, 50, 100], minutes: 10, bakeMinutes: 30 },
    },
    {
      name: 'prod',
      account: '333333333333',
      regions: ['eu-west-1'],
      profile: 'production',
      approval: { type: 'onRisk', ...asking, changeSummary: true, skipWhenUnchanged: false },
      onFailure: { type: 'rollback' },
      rollout: { type: 'canary', percent: 10, minutes: 10, bakeMinutes: 30 },
    },
    {
      name: 'copy',
      account: '444444444444',
      regions: ['eu-west-1'],
      profile: 'staging',
      approval: { type: 'none' },
      onFailure: { type: 'stop' },
      rollout: { type: 'linear', percent: 10, minutes: 10, bakeMinutes: 30 },
    },
  ],
  profiles: {
    demo: {
      basedOn: 'development',
      keepsData: true,
      protectsFromDeletion: true,
      logRetentionDays: 30,
      minimumTasks: 2,
      maximumTasks: 4,
      natGateways: 2,
      approval: { type: 'none' },
      rollout: { type: 'blueGreen', bakeMinutes: 30 },
      rollbackByDefault: true,
      bakeMinutesByDefault: 15,
      siteFirewall: true,
    },
    small: { basedOn: 'staging', rollout: { type: 'allAtOnce' } },
  },
  branches: { main: ['beta'] },
  builds: [{
    name: 'backend',
    buildspec: 'buildspec.yml',
    commands: ['make'],
    installCommands: ['make install'],
    runtimes: { nodejs: '22' },
    output: 'dist',
    paths: ['backend/**'],
    compute: 'small',
    containerImage: { directory: 'backend', architecture: 'arm64' },
    image: 'aws/codebuild/standard:7.0',
    imageCredentials: 'orders/registry',
    privileged: false,
    cache: { type: 's3', paths: ['/root/.npm/**'], dockerLayers: false },
    timeoutMinutes: 60,
    variables: { LEVEL: 'info' },
    parameters: { REGION: '/orders/region' },
    secrets: { TOKEN: 'orders/token:key' },
    network,
    proxy: { http: 'http://example.com:3128', https: 'http://example.com:3128', noProxy: ['.example.com'] },
    registries: [{ type: 'npm', domain: 'acme', owner: '111111111111', repository: 'shared' }],
    reports: [{ format: 'cobertura', files: ['coverage/*.xml'], minimumCoverage: 70 }],
  }],
  triggers: [
    { type: 'push', branch: 'main', paths: { include: ['src/**'], exclude: ['docs/**'] } },
    { type: 'tag', branch: 'main', tags: { include: ['v*'], exclude: ['v0*'] } },
    { type: 'pullRequest', branch: 'main', events: ['closed'], branches: { include: ['main'], exclude: ['x'] }, paths: { include: ['src/**'], exclude: ['docs/**'] } },
  ],
  variables: { RELEASE: { defaultValue: 'no', description: 'Whether it is one.' } },
  executionMode: 'queued',
  selfMutation: true,
  reviewSelfMutation: true,
  tags: { CostCenter: '4711' },
};

type Parent = Record<string, unknown>;

/** The places in it of all values, such as `builds[0].name`. */
export const PLACES = placesIn(WHOLE, '');

function placesIn(value: unknown, place: string): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const below = (key: string) => (Array.isArray(value) ? `${place}[${key}]` : place === '' ? key : `${place}.${key}`);
  return Object.entries(value).flatMap(([key, child]) => [below(key), ...placesIn(child, below(key))]);
}

/** The whole document after a change of the object or list that holds a place. */
export function changed(place: string, change: (parent: Parent, key: string) => void): unknown {
  // Parts that are used twice must not change twice.
  const document = JSON.parse(JSON.stringify(WHOLE));
  const keys = place.split(/[.[\]]+/).filter((key) => key !== '');
  const parent = keys.slice(0, -1).reduce<Parent>((value, key) => value[key] as Parent, document);
  change(parent, keys.at(-1)!);
  return document;
}

/** The whole document with a value at a place. */
export const withValue = (place: string, value: unknown) => changed(place, (parent, key) => { parent[key] = value; });

const schema = readFileSync(join(__dirname, '..', '..', 'schema', 'pipeline.schema.json'), 'utf8');
export const matchesSchema = new Ajv().compile(JSON.parse(schema));

const problemsOf = (rule: Rule) => (document: unknown) => {
  const problems = new Problems();
  rule(new Node('', document, problems));
  return problems.messages;
};

/** What the rules say of the shape of a document. */
export const shapeProblems = problemsOf(checkShape);

/** What the rules say of what its values have to do with each other. */
export const referenceProblems = problemsOf(checkReferences);

/** Values that the rules and the schema take at a place, and values that neither takes. */
export function expectValues(place: string, taken: readonly unknown[], refused: readonly unknown[]): void {
  for (const value of taken) {
    const document = withValue(place, value);
    expect({ value, problems: shapeProblems(document), schema: matchesSchema(document) }).toEqual({ value, problems: [], schema: true });
  }
  for (const value of refused) {
    const document = withValue(place, value);
    const problems = shapeProblems(document).filter((problem) => problem.includes(place));
    expect({ value, problems: problems.length, schema: matchesSchema(document) }).toEqual({ value, problems: 1, schema: false });
  }
}
