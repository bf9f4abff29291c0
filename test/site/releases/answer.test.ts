import { createServer, IncomingHttpHeaders, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { source } from '../../support/site/release-functions';

jest.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));
type Answer = (request: object, answer: { status: string; reason: string; data?: object }) => Promise<void>;
const { answerCloudFormation } = source<{ answerCloudFormation: Answer }>('answer.js');

const received: { headers: IncomingHttpHeaders; body: string }[] = [];
let statuses: number[] = [];
let server: Server;
let address: string;
const request = () => ({ ResponseURL: `${address}/?signature=s3cr3t`, StackId: 'stack', RequestId: 'request', LogicalResourceId: 'Release', PhysicalResourceId: 'site-release' });

beforeAll(async () => {
  server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
      received.push({ headers: incoming.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  received.length = 0;
  statuses = [];
  jest.spyOn(console, 'log').mockReset().mockImplementation();
});
const log = () => jest.mocked(console.log).mock.calls.flat().join('\n');

describe('the answer to CloudFormation', () => {
  test('is put to its address without a content type, for which that address is signed', async () => {
    await answerCloudFormation(request(), { status: 'SUCCESS', reason: 'stable', data: { Release: 'x' } });
    expect(received).toHaveLength(1);
    expect(received[0].headers['content-type'] ?? '').toBe('');
    expect(received[0].headers['content-length']).toBe(`${received[0].body.length}`);
    const { ResponseURL, ...rest } = request();
    expect(JSON.parse(received[0].body)).toEqual({ ...rest, Status: 'SUCCESS', Reason: 'stable', Data: { Release: 'x' } });
  });

  test('is tried again, and its address is in no log', async () => {
    statuses = [503, 500];
    await answerCloudFormation(request(), { status: 'FAILED', reason: 'x' });
    expect(received).toHaveLength(3);
    expect(log()).not.toContain('s3cr3t');
  });

  test('that is never taken is an error, without the address', async () => {
    statuses = Array(9).fill(503);
    await expect(answerCloudFormation(request(), { status: 'FAILED', reason: 'x' })).rejects.toThrow(/^CloudFormation does not take the answer FAILED: status 503$/);
    expect(received).toHaveLength(5);
    await expect(answerCloudFormation({ ...request(), ResponseURL: 'http://127.0.0.1:1/?signature=s3cr3t' }, { status: 'FAILED', reason: 'x' }))
      .rejects.toThrow(/^(?!.*s3cr3t)/);
  });

  test('stays under the 4 KB that CloudFormation takes', async () => {
    await answerCloudFormation(request(), { status: 'FAILED', reason: 'é'.repeat(9000) });
    expect(Buffer.byteLength(received[0].body)).toBeLessThan(4096);
  });
});
