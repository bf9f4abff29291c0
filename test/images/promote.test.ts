import { spawn } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { temporaryFolder } from '../support/delivery';
import { TestRegistry } from '../support/registry';

const SCRIPT = join(__dirname, '..', '..', 'assets', 'images', 'promote.js');
const PROD_ROLE = 'arn:aws:iam::333333333333:role/cdk-hnb659fds-image-publishing-role-333333333333-eu-west-1';

/** Gives each role the token that only its own registry knows; the build itself is `tools`. */
const AWS = `#!/usr/bin/env node
const args = process.argv.slice(2);
const role = args[args.indexOf('--role-arn') + 1];
if (args[1] === 'assume-role' && role.includes('refused')) { process.stderr.write('\\nAn error occurred (AccessDenied)\\n'); process.exit(254); }
const who = process.env.AWS_ACCESS_KEY_ID ?? 'tools';
const answers = {
  'assume-role': { Credentials: { AccessKeyId: 'prod', SecretAccessKey: 's', SessionToken: 't' } },
  'get-authorization-token': { authorizationData: [{ authorizationToken: who }] },
};
process.stdout.write(JSON.stringify(answers[args[1]]));
`;

let tools: TestRegistry;
let prod: TestRegistry;

beforeEach(async () => {
  tools = new TestRegistry('Basic tools');
  prod = new TestRegistry('Basic prod');
  await Promise.all([tools.start(), prod.start()]);
});

afterEach(() => Promise.all([tools.stop(), prod.stop()]));

interface Result { status: number | null; stdout: string; stderr: string }

async function promote(digest: string | null, roleArn = PROD_ROLE): Promise<Result> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'aws'), AWS);
  chmodSync(join(folder, 'aws'), 0o755);
  const destination = { registry: prod.host, region: 'eu-west-1', repository: 'cdk-assets', roleArn };
  const image = digest === null ? null : { registry: tools.host, region: 'eu-west-1', repository: 'orders/api', digest };
  const file = join(folder, 'images.json');
  writeFileSync(file, JSON.stringify([{ service: 'prod-api/Service', file: 'images/api/image.json', image, destination }]));
  const { AWS_ACCESS_KEY_ID: _, ...environment } = process.env;
  const child = spawn(process.execPath, [SCRIPT, file], { env: { ...environment, PATH: [folder, process.env.PATH].join(delimiter), PROMOTION_PAUSE_MS: '1' } });
  const texts = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => { texts.stdout += data; });
  child.stderr.on('data', (data) => { texts.stderr += data; });
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, ...texts };
}

const uploads = (registry: TestRegistry) => registry.requests.filter((request) => /^(PUT|POST|PATCH) /.test(request));

describe('DESIGN 17: a promotion', () => {
  test('copies an image byte by byte, with the role of the destination, under a tag that is its digest', async () => {
    const digest = tools.push(['a layer', 'another layer']);
    expect(await promote(digest)).toEqual({ status: 0, stdout: `orders/api@${digest} copied to ${prod.host}/cdk-assets\n`, stderr: '' });
    expect(prod.manifests.get(digest)).toEqual(tools.manifests.get(digest));
    expect(prod.manifests.get(digest.replace('sha256:', ''))).toEqual(tools.manifests.get(digest));
    expect(prod.blobs).toEqual(tools.blobs);
    expect(uploads(tools)).toEqual([]);
  });

  test('sends nothing that is there already', async () => {
    const digest = tools.push(['a layer']);
    await promote(digest);
    prod.requests.splice(0);
    expect(await promote(digest)).toMatchObject({ status: 0, stdout: `orders/api@${digest} is in ${prod.host}/cdk-assets\n` });
    expect(uploads(prod)).toEqual([]);
    const second = tools.push(['a layer', 'a new layer']);
    await promote(second);
    expect(uploads(prod).filter((request) => request.startsWith('POST'))).toHaveLength(1);
  });

  test('copies a list with all that it names', async () => {
    const list = tools.pushList([tools.push(['amd64']), tools.push(['arm64'], 'application/vnd.docker.distribution.manifest.v2+json')]);
    expect(await promote(list)).toMatchObject({ status: 0, stderr: '' });
    expect([...tools.manifests.keys()].every((key) => prod.manifests.has(key))).toBe(true);
  });

  test('copies a large layer as a stream', async () => {
    const digest = tools.push(['x'.repeat(20_000_000)]);
    expect(await promote(digest)).toMatchObject({ status: 0 });
    // Jest would compare the bytes one by one.
    expect([...tools.blobs].every(([key, bytes]) => prod.blobs.get(key)?.equals(bytes))).toBe(true);
  });

  test('tries again where one request goes wrong', async () => {
    const digest = tools.push(['a layer']);
    prod.failures.set('POST /v2/cdk-assets/blobs/uploads/', 2);
    const { status, stderr } = await promote(digest);
    expect(status).toBe(0);
    expect(stderr).toContain('must answer 202, got: 500 try again');
    expect(stderr).toContain('Attempt 3 of 3 follows.');
  });

  test('fails where it goes wrong each time, and leaves no tag', async () => {
    const digest = tools.push(['a layer']);
    prod.failures.set('POST /v2/cdk-assets/blobs/uploads/', 9);
    expect((await promote(digest)).status).toBe(1);
    expect(prod.manifests.size).toBe(0);
  });

  test('fails for a manifest that is not what was pushed', async () => {
    const digest = tools.push(['a layer']);
    tools.manifests.set(digest, { bytes: Buffer.from('{"layers":[]}'), type: 'application/vnd.oci.image.manifest.v1+json' });
    const { status, stderr } = await promote(digest);
    expect(status).toBe(1);
    expect(stderr).toContain(`orders/api@${digest} must have that digest, got: sha256:`);
    expect(prod.manifests.size).toBe(0);
  });

  test('fails for a layer that is not what was pushed', async () => {
    const digest = tools.push(['a layer']);
    tools.blobs.forEach((_, key) => tools.blobs.set(key, Buffer.from('something else')));
    const { status, stderr } = await promote(digest);
    expect(status).toBe(1);
    expect(stderr).toContain('DIGEST_INVALID');
  });

  test('fails while an image is a placeholder, and names the service', async () => {
    const { status, stderr } = await promote(null);
    expect(status).toBe(1);
    expect(stderr).toContain('prod-api/Service: images/api/image.json was absent when the app was synthesized');
    expect(uploads(prod)).toEqual([]);
  });

  test('fails with the words of AWS where a role cannot be assumed', async () => {
    const { status, stderr } = await promote(tools.push(['a layer']), 'arn:aws:iam::333333333333:role/refused');
    expect([status, stderr]).toEqual([1, 'aws sts assume-role: An error occurred (AccessDenied)\n']);
  });
});
