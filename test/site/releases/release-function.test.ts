import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, IncomingHttpHeaders, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProcess } from '../../support/site/run-process';
import { STORE } from '../../support/site/simulated-site';

const ROOT = join(__dirname, '..', '..', '..');
const BUNDLE = join(ROOT, 'assets', 'site', 'release-function');
const RELEASE = '1'.repeat(16);
const FILES = ['index.js', 'LICENSES.txt'];
const hashOf = (of: string, file: string) => createHash('sha256').update(readFileSync(join(of, file))).digest('hex');
const requests: { method?: string; url?: string; headers: IncomingHttpHeaders }[] = [];
let server: Server;
let folder: string;

/** The part of the data API that lists the keys. */
function keyValueStore(): Server {
  return createServer(({ method, url, headers }, response) => {
    requests.push({ method, url, headers });
    const value = (key: string, object: unknown) => ({ Key: key, Value: JSON.stringify(object) });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({
      Items: [value('routing', { stable: RELEASE, kept: [RELEASE] }), value('state', { releases: [RELEASE], previous: [], latest: RELEASE })],
    }));
  });
}

beforeAll(async () => {
  server = keyValueStore();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  folder = mkdtempSync(join(tmpdir(), 'release-function-'));
  cpSync(BUNDLE, folder, { recursive: true });
  // What Lambda's runtime has; everything else has to be in the file.
  for (const [name, exported] of [['client-s3', 'S3Client'], ['client-sfn', 'SFNClient'], ['client-cloudwatch', 'CloudWatchClient']]) {
    mkdirSync(join(folder, 'node_modules', '@aws-sdk', name), { recursive: true });
    writeFileSync(join(folder, 'node_modules', '@aws-sdk', name, 'index.js'), `exports.${exported} = class {};`);
  }
  // The API has a subdomain for each account.
  writeFileSync(join(folder, 'loopback.js'), `
    const dns = require('node:dns');
    dns.lookup = (host, options, callback) => (options.all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4));`);
  writeFileSync(join(folder, 'invoke.js'), `
    require('./loopback');
    const [, , handler, event] = process.argv;
    require('./index')[handler](JSON.parse(event)).then((answer) => console.log(JSON.stringify(answer)), (error) => console.log(JSON.stringify({ errorMessage: error.message })));`);
});
afterAll(() => {
  server.close();
});

describe('the function as it is shipped', () => {
  test('has its three handlers and needs nothing but what Lambda has', async () => {
    const handlers = await runProcess(process.execPath, ['-p', 'Object.keys(require("./index")).join()'], folder, {});
    expect(handlers.trim()).toBe('publish,drive,operate');
  });

  test('asks the KeyValueStore for the keys, signed by SigV4A for all regions with the credentials of the function', async () => {
    const output = await runProcess(process.execPath, ['invoke.js', 'operate', '{"operation":"list"}'], folder, {
      STORE_ARN: STORE,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
      AWS_SESSION_TOKEN: 'token',
      AWS_ENDPOINT_URL_CLOUDFRONT_KEYVALUESTORE: `http://store.example:${(server.address() as AddressInfo).port}`,
    });
    expect(JSON.parse(output)).toMatchObject({ releases: [{ id: RELEASE, stable: true, weight: 100 }], pin: null });
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      method: 'GET',
      url: `/key-value-stores/${encodeURIComponent(STORE)}/keys?MaxResults=50`,
      headers: {
        'host': expect.stringContaining('111111111111.store.example'),
        'x-amz-region-set': '*',
        'x-amz-security-token': 'token',
        'authorization': expect.stringMatching(/^AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/cloudfront-keyvaluestore\/aws4_request, /),
      },
    });
  });

  test('is what its sources make, byte for byte, wherever and whenever that is done', () => {
    const other = mkdtempSync(join(tmpdir(), 'release-function-'));
    execFileSync(process.execPath, [join(ROOT, 'scripts', 'release-function.js'), other], { cwd: tmpdir() });
    expect(FILES.map((file) => hashOf(other, file))).toEqual(FILES.map((file) => hashOf(BUNDLE, file)));
  });

  test('names no path of the machine on which it was made', () => {
    const text = readFileSync(join(BUNDLE, 'index.js'), 'utf8');
    expect(text).not.toContain(ROOT);
    expect(text).not.toContain('node_modules/');
  });

  test('is under 800 KB, so that it starts fast', () => {
    expect(statSync(join(BUNDLE, 'index.js')).size).toBeLessThan(800_000);
  });

  test('has the licences of its libraries beside it, each with a text', () => {
    const text = readFileSync(join(BUNDLE, 'LICENSES.txt'), 'utf8');
    for (const name of ['@aws-sdk/client-cloudfront-keyvaluestore', '@smithy/signature-v4a', 'yauzl', 'mime-db', 'htmlparser2']) {
      expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
    }
    expect(text.match(/^.+ \d+\.\d+\.\d+ \(.+\)$/gm)!.every((line) => /\((Apache-2\.0|MIT|BSD-2-Clause)\)$/.test(line))).toBe(true);
  });
});
