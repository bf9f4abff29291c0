import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PLACEHOLDER_MARKER } from '../../src/blueprint/private/placeholder-marker';
import { deliver } from '../../src/cli/deliver';
import { exampleDocument } from '../support/blueprints';
import { temporaryFolder } from '../support/delivery';
import { NotingTools, plannedApp } from '../support/planned-app';

// Synthesizing takes its time on a busy machine.
jest.setTimeout(60_000);

const environment = process.env;
let errors: string[];

beforeEach(() => {
  process.env = { ...environment };
  errors = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => errors.push(String(text)) > 0);
});
afterEach(() => {
  process.env = environment;
  jest.restoreAllMocks();
});

describe('J4: deliver deploy', () => {
  const checked = (output: string) => exampleDocument({
    environments: [{
      name: 'beta',
      account: '222222222222',
      regions: ['eu-west-1'],
      profile: 'development',
      checks: [{ name: 'smoke', commands: ['echo "$API_URL" > found'], outputs: { API_URL: output } }],
    }],
  });
  const OUTPUTS = 'while [ "$1" != --outputs-file ]; do shift; done; echo \'{"beta-api-Service":{"Url":"https://api"}}\' > "$2"';

  test('deploys exactly the stacks of the environment, parallel stages together and others after them', async () => {
    const app = plannedApp(exampleDocument(), ['network', 'api', 'web'], (earlier) => ({ after: earlier.slice(0, 1) }));
    const tools = new NotingTools({ cdk: 'true' });
    expect(await deliver(['deploy', '--environment', 'beta', '--app', app, '--output', temporaryFolder()])).toBe(0);
    expect(tools.calls.map((call) => call.filter((word) => word.startsWith('beta-')))).toEqual([
      ['beta-network/Service'], ['beta-api/Service', 'beta-web/Service'],
    ]);
    expect(tools.calls[0].slice(0, 8)).toEqual(['cdk', 'deploy', '--app', app, '--exclusively', '--require-approval', 'never', '--concurrency']);
  });

  test('deploys nothing after a stage that failed', async () => {
    const app = plannedApp(exampleDocument(), ['network', 'api'], (earlier) => ({ after: earlier }));
    const tools = new NotingTools({ cdk: 'exit 1' });
    const output = temporaryFolder();
    expect(await deliver(['deploy', '--environment', 'beta', '--app', app, '--output', output])).toBe(1);
    expect(tools.calls).toHaveLength(1);
    expect(existsSync(join(output, 'beta.json'))).toBe(false);
  });

  test('leaves the checks what they need, and no other output', async () => {
    const output = temporaryFolder();
    new NotingTools({ cdk: OUTPUTS });
    expect(await deliver(['deploy', '--environment', 'beta', '--app', plannedApp(checked('api.Url')), '--output', output])).toBe(0);
    expect(JSON.parse(readFileSync(join(output, 'beta.json'), 'utf8'))).toEqual({
      environment: 'beta', checks: [{ name: 'smoke', commands: ['echo "$API_URL" > found'], variables: { API_URL: 'https://api' } }],
    });
  });

  test('says which output the deployed stack does not have', async () => {
    new NotingTools({ cdk: 'true' });
    await expect(deliver(['deploy', '--environment', 'beta', '--app', plannedApp(checked('api.Url')), '--output', temporaryFolder()]))
      .rejects.toThrow('check smoke, API_URL must come from an output of the deployed stack, got: beta-api-Service.Url.');
  });

  test('needs a plan of the environment', async () => {
    await expect(deliver(['deploy', '--environment', 'gamma', '--app', plannedApp()])).rejects.toThrow(/--environment must have a plan in .*, got: gamma .*Add the environment's stages to a DeliveryPlan/);
  });

  test('needs the CDK CLI', async () => {
    process.env.PATH = '';
    await expect(deliver(['deploy', '--environment', 'beta', '--app', plannedApp()])).rejects.toThrow('needs the program cdk on the path');
  });
});

describe('J4: deliver publish', () => {
  interface Manifest { files: Record<string, { source: { path: string }; destinations: Record<string, { bucketName: string }> }> }

  function published(app: string): Manifest {
    return JSON.parse(readFileSync(join(app, 'delivery.assets.json'), 'utf8'));
  }

  test('publishes each asset once for an account and region, whichever stages and environments share it', async () => {
    const shared = { account: '222222222222', profile: 'development' };
    const app = plannedApp(exampleDocument({
      environments: [
        { ...shared, name: 'dev', regions: ['eu-west-1'] }, { ...shared, name: 'beta', regions: ['eu-west-1'] }, { ...shared, name: 'us', regions: ['us-east-1'] },
      ],
    }), ['api', 'web']);
    const tools = new NotingTools({ 'cdk-assets': 'true' });
    expect(await deliver(['publish', '--environment', 'dev', '--environment', 'beta', '--environment', 'us', '--app', app])).toBe(0);
    expect(tools.calls).toEqual([['cdk-assets', 'publish', '--path', join(app, 'delivery.assets.json')]]);

    const assets = Object.values(published(app).files);
    const [content, ...others] = assets.filter((asset) => !asset.source.path.endsWith('.template.json'));
    expect(others).toEqual([]);
    expect(Object.values(content.destinations).map(({ bucketName }) => bucketName)).toEqual([
      'cdk-hnb659fds-assets-222222222222-eu-west-1', 'cdk-hnb659fds-assets-222222222222-us-east-1',
    ]);
    expect(assets.filter((asset) => !existsSync(join(app, asset.source.path)))).toEqual([]);
  });

  test('publishes nothing of environments that another branch delivers', async () => {
    const app = plannedApp();
    new NotingTools({ 'cdk-assets': 'true' });
    expect(await deliver(['publish', '--environment', 'beta', '--app', app])).toBe(0);
    expect(JSON.stringify(published(app))).not.toContain('333333333333');
  });

  test('refuses an assembly that holds a placeholder', async () => {
    const app = plannedApp();
    writeFileSync(join(app, PLACEHOLDER_MARKER), '');
    const tools = new NotingTools({ 'cdk-assets': 'true' });
    expect(await deliver(['publish', '--environment', 'beta', '--app', app])).toBe(1);
    expect(errors.join('')).toContain('marks a placeholder: the output of a build was absent');
    expect(tools.calls).toEqual([]);
  });

  test('fails when publishing fails', async () => {
    new NotingTools({ 'cdk-assets': 'exit 7' });
    expect(await deliver(['publish', '--environment', 'beta', '--app', plannedApp()])).not.toBe(0);
  });
});

describe('J4: deliver check', () => {
  function withCheck(commands: string[]): string {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'beta.json'), JSON.stringify({ checks: [{ name: 'smoke', commands, variables: { FOLDER: folder, URL: 'a b' } }] }));
    return folder;
  }
  const check = (output: string, name = 'smoke') => deliver(['check', '--environment', 'beta', '--check', name, '--output', output]);

  test('runs the commands in one shell with the stack outputs as variables', async () => {
    const folder = withCheck(['cd "$FOLDER"', 'echo "$URL" > found']);
    expect(await check(folder)).toBe(0);
    expect(readFileSync(join(folder, 'found'), 'utf8')).toBe('a b\n');
  });

  test.each(['false', 'true && false', 'exit 3', '(exit 2)'])('fails by `%s` and runs nothing after it', async (command) => {
    const folder = withCheck([command, 'touch "$FOLDER/after"']);
    expect(await check(folder)).toBe(1);
    expect(existsSync(join(folder, 'after'))).toBe(false);
  });

  test('needs a deployment and a check that it has', async () => {
    await expect(check(temporaryFolder())).rejects.toThrow('Run `deliver deploy --environment beta` first.');
    await expect(check(withCheck(['true']), 'load')).rejects.toThrow('--check must be one of smoke, got: load.');
  });
});

describe('P6, J4: deliver approval', () => {
  /** GitHub as far as the step asks it. */
  async function askGitHub(status: number, body: object): Promise<{ code: number; asked: string[] }> {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    Object.assign(process.env, { GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, GITHUB_REPOSITORY: 'acme/orders', GITHUB_TOKEN: 'token' });
    try {
      return { code: await deliver(['approval', '--environment', 'prod']), asked };
    } finally {
      server.close();
      server.closeAllConnections();
    }
  }

  test('passes when GitHub asks reviewers before it starts a job of the environment', async () => {
    expect(await askGitHub(200, { protection_rules: [{ type: 'wait_timer' }, { type: 'required_reviewers', reviewers: [{ type: 'User' }] }] }))
      .toEqual({ code: 0, asked: ['GET /repos/acme/orders/environments/prod Bearer token'] });
  });

  test.each([
    ['nobody has protected', 200, { protection_rules: [] }, 'has no required reviewers, although its releases must be approved.'],
    ['without reviewers', 200, { protection_rules: [{ type: 'required_reviewers', reviewers: [] }] }, 'has no required reviewers'],
    ['that GitHub does not show', 404, {}, 'GitHub does not show the environment prod of acme/orders: 404'],
  ])('fails for an environment %s', async (_, status, body, reason) => {
    expect((await askGitHub(status, body)).code).toBe(1);
    expect(errors.join('')).toContain(reason);
    expect(errors.join('')).toContain('Add required reviewers under Settings > Environments');
  });

  test('needs the variables that a workflow has', async () => {
    delete process.env.GITHUB_REPOSITORY;
    await expect(deliver(['approval', '--environment', 'prod'])).rejects.toThrow('GITHUB_REPOSITORY must be owner/name, got: nothing.');
  });
});

describe('wrong use is refused', () => {
  test.each([
    [[], 'the step must be one of publish, approval, deploy, check, got: nothing.'],
    [['undo', '--environment', 'beta'], 'the step must be one of publish, approval, deploy, check, got: undo.'],
    [['publish'], '--environment must be given, got: nothing.'],
    [['deploy', '--environment', 'beta', '--environment', 'prod'], '--environment must be given once, got: beta, prod.'],
    [['deploy', '--environment', '../beta'], '--environment must be the name of an environment, got: ../beta.'],
    [['check', '--environment', 'beta'], '--check must be given, got: nothing.'],
    [['deploy', '--environment', 'beta', '--check', 'smoke'], '--check is for the step check only, got: smoke.'],
    [['deploy', '--enviroment', 'beta'], 'deliver must be called with the options of its help'],
  ])('%j', async (args, message) => {
    await expect(deliver(args)).rejects.toThrow(message);
  });

  test('and --help names the steps and exit codes', async () => {
    const write = jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
    expect(await deliver(['--help'])).toBe(0);
    expect(write.mock.calls.join('')).toMatch(/publish .*\n[^]*approval .*\n[^]*deploy .*\n[^]*check .*\n[^]*Exit codes:/);
  });
});
