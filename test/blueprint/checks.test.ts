import { Check, CheckType, EnvironmentProfile, PipelineBlueprint, VulnerabilitySeverity } from '../../src/blueprint';
import { exampleDocument } from '../support/blueprints';

const withChecks = (...checks: unknown[]) => exampleDocument({
  environments: [{ name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'development', checks }],
});
const read = (document: unknown) => PipelineBlueprint.fromJson(JSON.stringify(document));
const problemsOf = (...checks: unknown[]): string[] => {
  try {
    read(withChecks(...checks));
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').slice(1).map((line) => line.replace(/^ {2}- environments\[0\]\.checks/, ''));
  }
};

const smoke = (request: object, more: object = {}) => ({ name: 'smoke', type: 'smoke', requests: [{ url: 'https://orders.example.com', ...request }], ...more });
const load = (more: object = {}) => ({ name: 'load', type: 'load', url: 'https://orders.example.com', users: 10, durationSeconds: 60, p95Milliseconds: 500, errorRatePercent: 1, ...more });

describe('P7: checks of a blueprint', () => {
  test('without a type run commands, as documents without types say', () => {
    const [check] = read(withChecks({ name: 'e2e', commands: ['npm run e2e'] })).environments[0].checks;
    expect([check.type, check.commands, check.outputs, check.secrets]).toEqual([CheckType.COMMAND, ['npm run e2e'], {}, {}]);
    expect([check.timeoutMinutes, check.network]).toEqual([undefined, undefined]);
  });

  test('made in code equal those read from the JSON that they write', () => {
    const made = PipelineBlueprint.of({
      application: 'orders',
      tools: { account: '111111111111', region: 'eu-west-1' },
      environments: [{
        name: 'beta',
        account: '222222222222',
        regions: ['eu-west-1'],
        profile: EnvironmentProfile.DEVELOPMENT,
        checks: [
          Check.smoke({ name: 'smoke', requests: [{ url: '${API_URL}/health', headers: { 'X-Api-Key': '${API_KEY}' } }], outputs: { API_URL: 'api.Url' }, secrets: { API_KEY: 'orders/checks:apiKey' } }),
          Check.load({ name: 'load', url: 'https://orders.example.com', users: 10, durationSeconds: 60, p95Milliseconds: 500, errorRatePercent: 0.5, timeoutMinutes: 10 }),
          Check.securityScan({ name: 'dependencies', lockFiles: ['package-lock.json'], severity: VulnerabilitySeverity.CRITICAL }),
          Check.command({
            name: 'e2e',
            commands: ['npm run e2e'],
            reports: ['reports/*.xml'],
            role: 'orders-checks',
            network: { vpcId: 'vpc-0123456789abcdef0', subnetIds: ['subnet-0123456789abcdef0'], securityGroupIds: ['sg-0123456789abcdef0'] },
          }),
        ],
      }],
    });
    expect(PipelineBlueprint.fromJson(made.toJson())).toEqual(made);
    const types = made.environments[0].checks.map((check) => check.type);
    expect(types).toEqual([CheckType.SMOKE, CheckType.LOAD, CheckType.SECURITY_SCAN, CheckType.COMMAND]);
  });

  test('cannot be changed through what they return', () => {
    const network = { vpcId: 'vpc-01234567', subnetIds: ['subnet-01234567'], securityGroupIds: ['sg-01234567'] };
    const [check] = read(withChecks(smoke({}, { network }))).environments[0].checks;
    check.network!.subnetIds.push('subnet-89abcdef');
    expect(check.network!.subnetIds).toEqual(['subnet-01234567']);
  });
});

describe('P7: the rules of checks', () => {
  test.each<[string, object, string]>([
    ['an unknown type', { name: 'a', type: 'fuzz' }, '[0].type must be one of command, smoke, load, securityScan, got: fuzz. Choose one of them.'],
    ['a key of another type', { name: 'a', commands: ['true'], requests: [] }, '[0].requests is not a known key, got: []'],
    ['a variable that no output gives', smoke({ url: '${API_URL}/health' }), '[0].requests[0].url must use variables of outputs, got: ${API_URL}/health. Map API_URL to an output in outputs; known here: none.'],
    ['a secret in a URL, which logs show', smoke({ url: 'https://a.example.com?key=${API_KEY}' }, { secrets: { API_KEY: 'orders' } }), '[0].requests[0].url must use variables of outputs'],
    ['credentials in a URL', load({ url: 'https://me:hunter2@a.example.com' }), '[0].url must not hold credentials, got: a value of 32 characters.'],
    ['a pattern that is none', smoke({ bodyMatches: '(' }), '[0].requests[0].bodyMatches must be a regular expression, got: (.'],
    ['a load longer than its limit', load({ durationSeconds: 300, timeoutMinutes: 5 }), '[0].durationSeconds must be less than the check\'s limit of 5 minutes, got: 300.'],
    ['a load longer than CodeBuild\'s own limit', load({ durationSeconds: 3600 }), '[0].durationSeconds must be less than the check\'s limit of 60 minutes, got: 3600.'],
    ['a limit that CodeBuild does not have', load({ timeoutMinutes: 4 }), '[0].timeoutMinutes must be a whole number from 5 to 480, got: 4. Give it in minutes, without quotes.'],
    ['a share of more than everything', load({ errorRatePercent: 101 }), '[0].errorRatePercent must be a number from 0 to 100, got: 101.'],
    ['an ARN for the role\'s name', { name: 'a', commands: ['true'], role: 'arn:aws:iam::222222222222:role/a' }, '[0].role must be the name of a role'],
    ['a lock file of another tool', { name: 'a', type: 'securityScan', lockFiles: ['Cargo.lock'] }, '[0].lockFiles[0] must be the path of a lock file of npm or pip inside the repository, got: Cargo.lock.'],
    ['one variable for two values', { name: 'a', commands: ['true'], outputs: { URL: 'api.Url' }, secrets: { URL: 'orders' } }, '[0].secrets.URL must not be a variable of outputs, too'],
  ])('%s is refused', (_, check, message) => {
    expect(problemsOf(check)).toEqual([expect.stringContaining(message)]);
  });

  test.each([
    ['Authorization', 'Basic bWU6aHVudGVyMg=='], ['x-api-key', '4711'], ['Cookie', 'session=4711'], ['X-Session-Token', '4711'], ['X-Any', `ghp_${'a'.repeat(36)}`],
  ])('a header %s with a secret in plain text is refused without repeating it', (name, value) => {
    const [problem, ...others] = problemsOf(smoke({ headers: { [name]: value } }));
    expect(problem).toContain(`[0].requests[0].headers.${name} must not be a secret in plain text, got: a value of ${value.length} characters. Keep it in Secrets Manager`);
    expect(problem).not.toContain(value);
    expect(others).toEqual([]);
  });

  test.each(['Authorization-Mode', 'My-Cookie'])('a header %s, which is no credential, is accepted in plain text', (name) => {
    expect(problemsOf(smoke({ headers: { [name]: 'basic' } }))).toEqual([]);
  });

  test('a header with a variable that nothing gives is refused', () => {
    expect(problemsOf(smoke({ headers: { Accept: '${TYPE}' } }))).toEqual([expect.stringContaining('[0].requests[0].headers.Accept must use variables of outputs or secrets, got: ${TYPE}. Map TYPE to')]);
  });

  test('a header that takes its secret from Secrets Manager is accepted', () => {
    expect(problemsOf(smoke({ headers: { 'Authorization': 'Bearer ${API_TOKEN}', 'X-Api-Key': '${API_TOKEN}' } }, { secrets: { API_TOKEN: 'orders/checks:token' } }))).toEqual([]);
  });
});
