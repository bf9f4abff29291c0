import { checkNetwork } from './check-network';
import { percentage, wholeNumber } from './numbers';
import { line, name, oneOf } from './values';
import { isRecord, list, map, object, Rule, text } from '../shape';

type Keys = Parameters<typeof object>[1];

const VARIABLE = { pattern: /^[A-Z_][A-Z0-9_]*$/, must: 'must be an environment variable\'s name' };

const outputReference: Rule = (node) => text(
  node, /^[A-Za-z][A-Za-z0-9-]*\.[A-Za-z][A-Za-z0-9]*$/, 'must name a stage and one of its outputs', 'Write it as "stage.Output", such as "api.Url".',
);

const outputs: Rule = (node) => map(node, { ...VARIABLE, remedy: 'Map a variable such as "API_URL" to "stage.Output".' }, outputReference);

const secretName: Rule = (node) => text(
  node, /^[A-Za-z0-9/_+=.@-]+(:[A-Za-z0-9/_+=.@-]+)?$/, 'must name a secret of Secrets Manager',
  'Write its name, or "name:key" for one key of it, such as "orders/checks:apiKey".',
);

const secrets: Rule = (node) => map(node, { ...VARIABLE, remedy: 'Map a variable such as "API_KEY" to the name of a secret.' }, secretName);

const url: Rule = (node) => text(
  node, /^(https?:\/\/[^\s/]|\$\{[A-Z_][A-Z0-9_]*\})\S*$/, 'must be a URL', 'Start it with https://, http:// or a variable of outputs, such as "${API_URL}/health".',
);

const reportFiles: Rule = (node) => text(
  node, /^(?!\/)(?!(.*\/)?\.\.?(\/|$))(?!.*\/\/)[A-Za-z0-9._/@*-]+(?<!\/)$/, 'must be a path or a pattern inside the repository',
  'Write it from the repository\'s root, such as "reports/*.xml".',
);

const headers: Rule = (node) => map(node, {
  pattern: /^[A-Za-z0-9-]+$/, must: 'must be a header\'s name', remedy: 'Map a name such as "Accept" to a value.',
}, line);

const request: Rule = (node) => object(node, {
  url: { required: true, rule: url },
  method: { required: false, rule: (n) => oneOf(n, ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']) },
  headers: { required: false, rule: headers },
  status: { required: false, rule: (n) => wholeNumber(n, 200, 599, 'the numbers of HTTP') },
  bodyContains: { required: false, rule: line },
  bodyMatches: { required: false, rule: line },
});

const lockFile: Rule = (node) => text(
  node, /^(?!\/)(?!(.*\/)?\.\.?(\/|$))(?!.*\/\/)([A-Za-z0-9._/@-]+\/)?(package-lock\.json|npm-shrinkwrap\.json|[A-Za-z0-9._-]*requirements[A-Za-z0-9._-]*\.txt)$/,
  'must be the path of a lock file of npm or pip inside the repository', 'Name a package-lock.json, an npm-shrinkwrap.json or a requirements.txt.',
);

const roleName: Rule = (node) => text(
  node, /^[A-Za-z0-9+=,.@_-]+(\/[A-Za-z0-9+=,.@_-]+)*$/, 'must be the name of a role', 'Write its name alone, not its ARN; the account is the environment\'s.',
);

const seconds = (minimum: number, maximum: number) => ({ required: false, rule: (n: Parameters<Rule>[0]) => wholeNumber(n, minimum, maximum, 'seconds') });

const COMMON: Keys = {
  name: { required: true, rule: name },
  type: { required: false, rule: () => undefined },
  outputs: { required: false, rule: outputs },
  secrets: { required: false, rule: secrets },
  timeoutMinutes: { required: false, rule: (n) => wholeNumber(n, 5, 480, 'minutes') },
  network: { required: false, rule: checkNetwork },
};

const KINDS: Record<string, Keys> = {
  command: {
    ...COMMON,
    commands: { required: true, rule: (n) => list(n, { minimum: 1, remedy: 'List the shell commands of the check.' }, line) },
    reports: { required: false, rule: (n) => list(n, { minimum: 1, remedy: 'List the JUnit files that the commands write.' }, reportFiles) },
    role: { required: false, rule: roleName },
  },
  smoke: {
    ...COMMON,
    requests: { required: true, rule: (n) => list(n, { minimum: 1, maximum: 50, remedy: 'List the requests, each with a url; more than 50 are a check of their own.' }, request) },
    retries: { required: false, rule: (n) => wholeNumber(n, 0, 100, 'attempts after the first') },
    pauseSeconds: seconds(0, 300),
    timeoutSeconds: seconds(1, 300),
  },
  load: {
    ...COMMON,
    url: { required: true, rule: url },
    users: { required: true, rule: (n) => wholeNumber(n, 1, 500, 'users at the same time') },
    durationSeconds: { ...seconds(1, 3600), required: true },
    p95Milliseconds: { required: true, rule: (n) => wholeNumber(n, 1, 300_000, 'milliseconds') },
    errorRatePercent: { required: true, rule: percentage },
    timeoutSeconds: seconds(1, 300),
  },
  securityScan: {
    ...COMMON,
    lockFiles: { required: true, rule: (n) => list(n, { minimum: 1, remedy: 'List the lock files, such as "package-lock.json".' }, lockFile) },
    severity: { required: false, rule: (n) => oneOf(n, ['low', 'moderate', 'high', 'critical']) },
    ignore: { required: false, rule: (n) => list(n, { remedy: 'List the advisories, such as "GHSA-93q8-gq69-wqmw".' }, line) },
  },
};

/** Which keys a check has depends on its type; without one it is a command, as it was before there were others. */
export const check: Rule = (node) => {
  const type = isRecord(node.value) && Object.hasOwn(node.value, 'type') ? node.value.type : 'command';
  if (typeof type === 'string' && Object.hasOwn(KINDS, type)) {
    object(node, KINDS[type]);
  } else {
    node.at('type').report(`must be one of ${Object.keys(KINDS).join(', ')}`, 'Choose one of them.');
  }
};
