import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { archiveOf, forgedArchive } from '../../support/site/archives';
import { releaseFunctions } from '../../support/site/release-functions';
import { emptySite, OLD, releaseOld } from '../../support/site/released-site';
import { simulatedSdk } from '../../support/site/simulated-sdk';
import { CALLBACK, SimulatedSite } from '../../support/site/simulated-site';
import { PLAN } from '../../support/site/state-machines';

let site: SimulatedSite;
const mockSdk = simulatedSdk(() => site);
jest.mock('@aws-sdk/client-cloudwatch', () => mockSdk.cloudWatch, { virtual: true });
jest.mock('@aws-sdk/client-s3', () => mockSdk.s3, { virtual: true });
jest.mock('@aws-sdk/client-sfn', () => mockSdk.stepFunctions, { virtual: true });
jest.mock('@aws-sdk/client-cloudfront-keyvaluestore', () => mockSdk.keyValueStore);
jest.mock('node:timers/promises', () => mockSdk.timers);

const FILES = { 'index.html': '<html>', 'assets/': '', 'assets/index-BqF3k2aX.js': 'code', 'config.json': '{"of":"the build"}' };
const PROPERTIES = {
  ServiceToken: 'arn',
  Content: { Bucket: 'assets', Key: 'content.zip' },
  ContentHash: 'abc',
  Settings: '{"api":"https://api.example"}',
  SettingsFile: 'config.json',
  Steps: JSON.stringify(PLAN.steps),
  Kept: '5',
  Alarms: JSON.stringify(PLAN.alarms),
  Probe: JSON.stringify(PLAN.probe),
  Segment: '1',
  Segments: '2',
};
const RELEASE = createHash('sha256').update('abc\nconfig.json\n{"api":"https://api.example"}').digest('hex').slice(0, 16);
const publish = (properties: Record<string, unknown> = {}, event: Record<string, unknown> = {}, remaining = 900_000) => releaseFunctions().publish({
  RequestType: 'Update',
  ResponseURL: CALLBACK,
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Release',
  ...event,
  ResourceProperties: { ...PROPERTIES, ...properties },
}, { getRemainingTimeInMillis: () => remaining });
const textOf = (path: string) => site.objects.get(`releases/${RELEASE}/${path}`)?.body.toString();
const puts = () => site.calls.filter(({ name }) => name === 'PutObject').map(({ input }) => input.Key);
const pack = async (files: Record<string, string>) => site.archives.set('assets/content.zip', await archiveOf(files));

beforeEach(async () => {
  site = emptySite(mockSdk);
  await releaseOld(site);
  await pack(FILES);
});
afterEach(() => jest.useRealTimers());

describe('S4: publishing', () => {
  test('puts the files to their release, with the settings in the place of a file of that name, and the manifest last', async () => {
    await publish();
    expect([...site.objects.keys()].sort()).toEqual([
      `manifests/${RELEASE}.json`, ...['assets/index-BqF3k2aX.js', 'config.json', 'index.html'].map((file) => `releases/${RELEASE}/${file}`),
    ]);
    expect(puts().at(-1)).toBe(`manifests/${RELEASE}.json`);
    expect(textOf('config.json')).toBe('{"api":"https://api.example"}');
    expect(JSON.parse(site.objects.get(`manifests/${RELEASE}.json`)!.body.toString())).toEqual({
      release: RELEASE, contentHash: 'abc', settingsFile: 'config.json', files: 3,
    });
  });

  test('says of each file how long it may be kept, what it is and which release it is of', async () => {
    await publish();
    const headersOf = (path: string) => site.objects.get(`releases/${RELEASE}/${path}`);
    expect(headersOf('assets/index-BqF3k2aX.js')).toMatchObject({ cache: 'public, max-age=31536000, immutable', type: 'text/javascript; charset=utf-8' });
    expect(headersOf('index.html')).toMatchObject({ cache: 'no-cache', type: 'text/html; charset=utf-8' });
    expect(headersOf('config.json')).toMatchObject({ cache: 'no-store', type: 'application/json; charset=utf-8' });
    expect([...site.objects].filter(([key]) => key.startsWith('releases/')).map(([, { metadata }]) => metadata)).toEqual(Array(3).fill({ release: RELEASE }));
  });

  test('never overwrites: every object is put on the condition that there is none', async () => {
    await publish();
    expect(site.calls.filter(({ name }) => name === 'PutObject').map(({ input }) => input.IfNoneMatch)).toEqual(Array(4).fill('*'));
    site.objects.delete(`manifests/${RELEASE}.json`);
    await pack({ ...FILES, 'index.html': 'forged' });
    await publish();
    expect(textOf('index.html')).toBe('<html>');
  });

  test('hands the release over to the state machine, which answers CloudFormation, under the name of the request', async () => {
    await publish();
    expect(site.executions).toEqual([{
      name: 'request',
      input: {
        release: RELEASE,
        plan: PLAN,
        segment: 1,
        segments: 2,
        startedAt: expect.any(Number),
        answer: { ResponseURL: CALLBACK, StackId: 'stack', RequestId: 'request', LogicalResourceId: 'Release', PhysicalResourceId: 'site-release' },
      },
    }]);
    expect(site.answers).toEqual([]);
  });

  test('once more for the same request, as Lambda repeats it, starts nothing anew', async () => {
    await publish();
    await publish();
    expect([site.executions.length, site.answers.length]).toEqual([1, 0]);
  });

  test('uploads nothing of a release that is complete', async () => {
    await publish();
    site.calls.length = 0;
    await publish({}, { RequestId: 'another' });
    expect(site.calls.map(({ name }) => name)).toEqual(['ListKeys', 'HeadObject', 'StartExecution']);
  });

  test.each(['ListObjectsV2', 'PutObject', 'GetObject', 'StartExecution'])('interrupted at any %s is completed by the next one', async (name) => {
    await publish();
    const [all, calls] = [new Map(site.objects), site.calls.map((call) => call.name)];
    for (const index of calls.flatMap((one, at) => (one === name ? [at] : []))) {
      for (const when of ['before', 'after'] as const) {
        site.objects.clear();
        site.executions.length = 0;
        site.calls.length = 0;
        site.crashes.set(index + 1, when);
        await publish().catch(() => undefined);
        Object.assign(site, { isDead: false });
        site.crashes.clear();
        await publish();
        expect(new Map([...site.objects].sort())).toEqual(new Map([...all].sort()));
        expect(site.executions).toHaveLength(1);
      }
    }
  });

  test('uploads only what is missing of a release', async () => {
    await publish();
    [`manifests/${RELEASE}.json`, `releases/${RELEASE}/index.html`].forEach((key) => site.objects.delete(key));
    site.calls.length = 0;
    await publish({}, { RequestId: 'another' });
    expect(puts()).toEqual([`releases/${RELEASE}/index.html`, `manifests/${RELEASE}.json`]);
  });

  test('stops at the first file that cannot be uploaded', async () => {
    await pack({ ...FILES, ...Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`${index}.js`, ''])) });
    site.fails = ({ name }) => {
      if (name === 'PutObject') {
        throw new Error('Access Denied');
      }
    };
    await publish();
    expect(site.answers).toEqual([expect.objectContaining({ Status: 'FAILED', Reason: 'Not released: Access Denied' })]);
    expect(puts().length).toBeLessThanOrEqual(16);
  });

  test('leaves no file behind on the disk of the function', async () => {
    await publish();
    await publish({ Settings: '{' });
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('site-'))).toEqual([]);
  });

  test('waits for what another write of the same object does, and takes what it has written', async () => {
    let conflicts = 0;
    site.fails = ({ name, input }) => {
      if (name === 'PutObject' && input.Key.endsWith('index.html') && conflicts++ < 3) {
        throw Object.assign(new Error('ConditionalRequestConflict'), { $metadata: { httpStatusCode: 409 } });
      }
    };
    await publish();
    expect(textOf('index.html')).toBe('<html>');
    expect(conflicts).toBe(4);
  });

  test('completes the deletion of an old release before it looks for that release', async () => {
    await publish();
    site.write({ state: JSON.stringify({ ...site.state, forgetting: [RELEASE] }) });
    site.calls.length = 0;
    await publish({}, { RequestId: 'another' });
    expect(puts()).toHaveLength(4);
    expect(site.state).not.toHaveProperty('forgetting');
  });

  test('of a later segment uploads nothing and waits for the release of the first one', async () => {
    const { Content, ContentHash, Settings, SettingsFile, ...plan } = PROPERTIES;
    await releaseFunctions().publish({
      RequestType: 'Create',
      ResponseURL: CALLBACK,
      StackId: 'stack',
      RequestId: 'second',
      LogicalResourceId: 'Segment2',
      PhysicalResourceId: 'given',
      ResourceProperties: { ...plan, Release: OLD, Segment: '2' },
    }, { getRemainingTimeInMillis: () => 900_000 });
    expect(site.executions).toEqual([expect.objectContaining({ input: expect.objectContaining({ release: OLD, segment: 2, answer: expect.objectContaining({ PhysicalResourceId: 'given' }) }) })]);
    expect(puts()).toEqual([]);
  });

  test('answers the deletion of the resource at once and keeps all releases', async () => {
    await publish();
    const objects = new Map(site.objects);
    await publish({}, { RequestType: 'Delete', RequestId: 'delete' });
    expect(site.answers).toEqual([expect.objectContaining({ Status: 'SUCCESS' })]);
    expect([site.objects, site.executions.length]).toEqual([objects, 1]);
  });
});

describe('S3: the settings', () => {
  test('as a script are assigned, and no value can end that script', async () => {
    await publish({ SettingsFile: 'config.js', Settings: '{"title":"</script><script>alert(1)"}' });
    const [, script] = [...site.objects].find(([key]) => key.endsWith('/config.js'))!;
    expect(script).toMatchObject({ cache: 'no-store', type: 'text/javascript; charset=utf-8' });
    expect(script.body.toString()).toBe('window.__CONFIG__ = {"title":"\\u003c/script>\\u003cscript>alert(1)"};\n');
  });

  test('that are not given leave a file of the build alone', async () => {
    await publish({ Settings: '' });
    expect([...site.objects].find(([key]) => key.endsWith('/config.json'))![1]).toMatchObject({ body: Buffer.from('{"of":"the build"}'), cache: 'no-cache' });
  });

  test('make another release of the same files', async () => {
    await publish();
    await publish({ Settings: '{"api":"https://other.example"}' }, { RequestId: 'another' });
    expect(new Set(site.executions.map(({ input }) => input.release)).size).toBe(2);
  });
});

describe('a fault answers FAILED with its reason', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['settings that are no JSON, whose text stays out of it', { Settings: '{"token":"s3cr3t"' }, 'Settings must be JSON: SyntaxError in 17 characters'],
    ['another settings file', { SettingsFile: 'index.html' }, 'SettingsFile must be config.json or config.js, got: index.html'],
    ['steps that do not end at 100', { Steps: '[{"percent":10,"minutes":5}]' }, 'Steps must be increasing whole percents up to 100'],
    ['steps that go down', { Steps: '[{"percent":50,"minutes":5},{"percent":10,"minutes":5},{"percent":100,"minutes":5}]' }, 'Steps must be increasing'],
    ['steps that are no JSON', { Steps: '[' }, 'Steps must be JSON, got: ['],
    ['a number of releases that is none', { Kept: 'many' }, 'Kept must be a whole number of at least 1, got: NaN'],
    ['a probe by http', { Probe: '{"url":"http://site.example","paths":["/"]}' }, 'Probe must be null or an https url with paths'],
    ['a release of a segment that is none', { Release: '../x' }, 'Release must be 16 hexadecimal digits, got: ../x'],
  ])('%s', async (_, properties, reason) => {
    await publish(properties);
    expect(site.answers).toEqual([expect.objectContaining({ Status: 'FAILED', Reason: expect.stringContaining(reason) })]);
    expect([site.executions, puts()]).toEqual([[], []]);
    expect(JSON.stringify([jest.mocked(console.log).mock.calls, site.answers.map(({ Reason }) => Reason)])).not.toContain('s3cr3t');
  });

  test.each(['../out.html', '/etc/passwd', 'a/../../b', 'a\\b.html', 'a//b.html', './a.html', 'a/./b.html', 'a\nb.html'])('a file with the name %j', async (name) => {
    site.archives.set('assets/content.zip', await forgedArchive(name));
    await publish();
    expect(site.answers).toEqual([expect.objectContaining({ Status: 'FAILED' })]);
    expect(puts()).toEqual([]);
  });

  test('content without a page to begin with', async () => {
    await pack({ 'a.html': '', 'b.html': '' });
    await publish();
    expect(site.answers).toEqual([expect.objectContaining({ Status: 'FAILED', Reason: 'Not released: The content has no index.html beside its 2 files' })]);
  });

  test('content for which the fifteen minutes of Lambda are too short, which a second deployment completes', async () => {
    await publish({}, {}, 20_000);
    expect(site.answers).toEqual([expect.objectContaining({ Status: 'FAILED', Reason: expect.stringContaining('0 of 3 files are uploaded and the time is over: deploy again') })]);
    await publish();
    expect(site.executions).toHaveLength(1);
  });
});
