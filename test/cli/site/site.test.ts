import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { site } from '../../../src/cli/site';

const RELEASE = '3f2a91c07be4d512';
const release = (id: string, weight: number, ...roles: string[]) => (
  { id, weight, ...Object.fromEntries(['stable', 'next', 'latest', 'previous'].map((role) => [role, roles.includes(role)])) });
const ANSWER = {
  releases: [release(RELEASE, 10, 'latest', 'next'), release('0123456789abcdef', 90, 'stable'), release('fedcba9876543210', 0, 'previous')],
  pin: null,
};

let server: Server;
let written: { out: string; err: string };
let asked: { function: string; request: unknown }[];
let outputs: string;
let lambda: { error?: string; answer: unknown };
const environment = process.env;

/** What the command asks of AWS, answered as AWS does. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part) => parts.push(part)).on('end', () => {
      const text = Buffer.concat(parts).toString();
      const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(request.url ?? '')?.[1];
      if (name === undefined) {
        response.setHeader('content-type', 'text/xml');
        response.end(`<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>
          <StackName>${new URLSearchParams(text).get('StackName')}</StackName><StackStatus>UPDATE_COMPLETE</StackStatus><Outputs>${outputs}</Outputs>
          </member></Stacks></DescribeStacksResult></DescribeStacksResponse>`);
        return;
      }
      asked.push({ function: name, request: JSON.parse(text) });
      if (lambda.error) {
        response.setHeader('x-amz-function-error', lambda.error);
      }
      response.end(JSON.stringify(lambda.answer));
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

beforeEach(() => {
  [written, asked] = [{ out: '', err: '' }, []];
  outputs = '<member><OutputKey>ReleasesFunction</OutputKey><OutputValue>prod-web-Operate</OutputValue></member>';
  lambda = { answer: ANSWER };
  const credentials = { AWS_ACCESS_KEY_ID: 'made-up', AWS_SECRET_ACCESS_KEY: 'made-up', AWS_REGION: 'eu-west-1' };
  process.env = { ...environment, ...credentials, AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => (written.out += String(text)) !== '');
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => (written.err += String(text)) !== '');
});

afterEach(() => {
  process.env = environment;
  jest.restoreAllMocks();
});

const STACK = ['--stack', 'prod-web-Site'];

test('the releases of a site are listed with their share of the visitors, by the function that the stack names', async () => {
  expect(await site(['list', ...STACK])).toBe(0);
  expect(asked).toEqual([{ function: 'prod-web-Operate', request: { operation: 'list' } }]);
  expect(written.out).toBe([
    '3f2a91c07be4d512   10 %  next, latest', '0123456789abcdef   90 %  stable', 'fedcba9876543210    0 %  previous', '',
  ].join('\n'));
});

test('a rollback in the midst of a rollout goes to what is still stable, by its id and with its reason', async () => {
  await site(['rollback', ...STACK, '--reason', 'checkout fails']);
  expect(asked.map(({ request }) => request)).toEqual([
    { operation: 'list' }, { operation: 'rollback', release: '0123456789abcdef', reason: 'checkout fails' },
  ]);
});

test('a rollback otherwise goes to the release before, by its id, so that asking twice does not go back twice', async () => {
  lambda = { answer: { releases: [release(RELEASE, 100, 'latest', 'stable'), release('fedcba9876543210', 0, 'previous')], pin: null } };
  await site(['rollback', ...STACK, '--reason', 'checkout fails']);
  expect(asked.at(-1)!.request).toEqual({ operation: 'rollback', release: 'fedcba9876543210', reason: 'checkout fails' });
});

test('a rollback goes to the release that is named', async () => {
  await site(['rollback', ...STACK, '--reason', 'checkout fails', '--to', RELEASE]);
  expect(asked.map(({ request }) => request)).toEqual([{ operation: 'rollback', release: RELEASE, reason: 'checkout fails' }]);
});

test('a rollback without a release before is refused with what to do', async () => {
  lambda = { answer: { releases: [release(RELEASE, 100, 'latest', 'stable')], pin: null } };
  expect(await site(['rollback', ...STACK, '--reason', 'checkout fails'])).toBe(1);
  expect(written.err).toBe('prod-web-Site: there is no release before the present one. `site list` shows those that are there; name one with --to.\n');
});

test('a pin is told with its reason and with what ends it', async () => {
  lambda = { answer: { ...ANSWER, pin: { at: '2026-11-22T05:00:00.000Z', reason: 'checkout fails' } } };
  await site(['list', ...STACK]);
  expect(written.out).toContain('Pinned since 2026-11-22T05:00:00.000Z: checkout fails. Deployments are uploaded and do not reach the visitors until `site unpin`.');
});

test('a program reads the answer as JSON', async () => {
  expect(await site(['unpin', ...STACK, '--json'])).toBe(0);
  expect(JSON.parse(written.out)).toEqual(ANSWER);
});

test('what the function refuses is told with its message alone, and ends with 1', async () => {
  lambda = { error: 'Unhandled', answer: { errorType: 'Error', errorMessage: 'release must be one that is kept, got: 0000000000000000', trace: ['at x'] } };
  expect(await site(['rollback', ...STACK, '--to', '0'.repeat(16), '--reason', 'x'])).toBe(1);
  expect(written.err).toBe('prod-web-Site: release must be one that is kept, got: 0000000000000000\n');
});

test('a stack that is no site is refused with what to do', async () => {
  outputs = '';
  expect(await site(['list', ...STACK])).toBe(1);
  expect(written.err).toBe('--stack must be the stack of a StaticSiteStage with the output ReleasesFunction, got: prod-web-Site. Deploy it with this version of the library first.\n');
  expect(asked).toEqual([]);
});

test.each([
  ['no operation', STACK, 'site must be called with one of list, rollback, unpin, got: nothing'],
  ['two operations', ['list', 'unpin', ...STACK], 'site must be called with one of list, rollback, unpin, got: list unpin'],
  ['no stack', ['list'], '--stack must be the name of a site\'s stack, got: nothing'],
  ['a stack that cannot be', ['list', '--stack', '-x y'.slice(1)], '--stack must be the name of a site\'s stack, got: x y'],
  ['no reason', ['rollback', ...STACK], '--reason must say in at most 200 characters why, got: nothing'],
  ['a long reason', ['rollback', ...STACK, '--reason', 'x'.repeat(201)], '--reason must say in at most 200 characters why'],
  ['no release', ['rollback', ...STACK, '--reason', 'x', '--to', 'v1'], '--to must be the id of a release, or "previous", got: v1'],
  ['a release with another operation', ['list', ...STACK, '--to', 'previous'], '--to must be given with rollback only, got: previous'],
])('a call with %s is refused before AWS is asked', async (_fault, args, message) => {
  await expect(site(args)).rejects.toThrow(message);
  expect(asked).toEqual([]);
});

test('help asks for nothing and shows the call without this command', async () => {
  expect(await site(['--help'])).toBe(0);
  expect(written.out).toContain('aws lambda invoke --function-name');
});
