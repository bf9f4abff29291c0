import { join } from 'node:path';
import { Browser, Tab } from './browser';
import { BuiltSite } from './built-site';
import { describeInBrowser } from './chromium';
import { ROOT, Workshop } from './support';
import { LocalEdge } from '../support/site/local-edge';
import { Routing } from '../support/site/routed';

/** Kept by the workflow with the other reports of the tests. */
const SCREENSHOTS = join(ROOT, 'test-reports', 'screenshots');
const FIRST = 'the first release';
const SECOND = 'the second release';

const workshop = new Workshop();
afterAll(() => workshop.close());

describeInBrowser('a built site behind both edge functions, in a browser', () => {
  let edge: LocalEdge;
  let browser: Browser;
  let site: string;
  let first: string;
  let second: string;
  let resettled: string;

  const settled = (stable: string): Routing => ({ stable, kept: [resettled, second, first] });
  const rollingOut = (weight: number): Routing => ({ ...settled(first), next: second, weight });
  const arrive = async (path = '/') => (await browser.visitor()).open(`${site}${path}`);
  const keep = (tab: Tab, name: string) => tab.keepScreenshot(join(SCREENSHOTS, `site-${name}.png`));
  const fetchedFrom = (tab: Tab, path: string) => tab.evaluate<{ status: number; type: string; body: string }>(
    `fetch(${JSON.stringify(path)}).then(async (answer) => ({ status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() }))`);

  beforeAll(async () => {
    const built = new BuiltSite(workshop);
    const files = [await built.build(FIRST), await built.build(SECOND)];
    first = built.publish(files[0], { owner: 'Ada' });
    second = built.publish(files[1], { owner: 'Grace' });
    resettled = built.publish(files[0], { owner: 'Barbara' });
    edge = new LocalEdge(built.bucket);
    site = await edge.start();
    browser = new Browser(workshop.processes, workshop.path('profile'));
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await edge?.stop();
  });

  beforeEach(() => {
    edge.route(settled(first));
    edge.served.length = 0;
  });

  test('[S2] a link into the application works, with the settings of the release', async () => {
    const tab = await arrive('/about/us');
    expect(await tab.text('#about')).toBe(`About us, as of ${FIRST}`);
    expect(await tab.text('#owner')).toBe('Ada');
    await keep(tab, 'deep-link');
  });

  test('[S2] a missing file is a 404 and no page', async () => {
    const tab = await arrive();
    expect(await fetchedFrom(tab, '/assets/missing-12345678.js')).toMatchObject({ status: 404, type: 'application/xml' });
    expect((await fetchedFrom(tab, '/missing.js')).body).not.toContain('<html');
    expect(await tab.evaluate('import("/assets/missing-12345678.js").then(() => "loaded", (error) => error.name)')).toBe('TypeError');
    expect(await fetchedFrom(tab, '/..%2f..%2fmanifests/x.json')).toMatchObject({ status: 400 });
  });

  test('[S4] a release in the middle of a visit does not break the open page', async () => {
    const tab = await arrive();
    expect(await tab.text('#release')).toBe(FIRST);
    await keep(tab, 'visit-before-release');
    edge.route(settled(second));
    edge.served.length = 0;
    await tab.click('#to-about');
    expect(await tab.text('#about')).toBe(`About us, as of ${FIRST}`);
    await keep(tab, 'visit-after-release');
    expect(edge.served.filter(({ url }) => /\/assets\/about-.+\.js$/.test(url))).toEqual([expect.objectContaining({ status: 200, release: first })]);
    expect(JSON.parse((await fetchedFrom(tab, '/config.json')).body)).toEqual({ owner: 'Ada' });
  });

  test('[S4] a reload and a new visitor get the new release', async () => {
    const tab = await arrive();
    edge.route(settled(second));
    const other = await arrive('/about/us');
    expect(await other.text('#about')).toBe(`About us, as of ${SECOND}`);
    await tab.reload();
    expect([await tab.text('#release'), await tab.text('#owner')]).toEqual([SECOND, 'Grace']);
    await keep(tab, 'new-release');
  });

  test('[S4] who is among the first stays with the new release, and is back with the old one after a rollback', async () => {
    edge.route(rollingOut(100));
    const tab = await arrive();
    expect(await tab.text('#release')).toBe(SECOND);
    edge.route(rollingOut(1));
    edge.visitorAddress = '203.0.113.9';
    await tab.reload();
    expect(await tab.text('#release')).toBe(SECOND);
    edge.route(settled(first));
    await tab.click('#to-about');
    expect(await tab.text('#about')).toBe(`About us, as of ${SECOND}`);
    await keep(tab, 'open-page-after-rollback');
    await tab.reload();
    expect([await tab.text('#release'), await tab.text('#owner')]).toEqual([FIRST, 'Ada']);
    await keep(tab, 'rollback');
  });

  test('[S3] a release that differs in its settings alone shows them on reload', async () => {
    const tab = await arrive();
    expect(await tab.text('#owner')).toBe('Ada');
    edge.route(settled(resettled));
    await tab.reload();
    expect([await tab.text('#release'), await tab.text('#owner')]).toEqual([FIRST, 'Barbara']);
  });

  test('[S4] a preview shows a release that nobody else sees', async () => {
    edge.route(rollingOut(0));
    const tab = await arrive();
    expect(await tab.text('#release')).toBe(FIRST);
    await tab.evaluate(`document.cookie = 'release-preview=${second}; path=/'`);
    await tab.reload();
    expect([await tab.text('#release'), await tab.text('#owner')]).toEqual([SECOND, 'Grace']);
    expect(await (await arrive()).text('#release')).toBe(FIRST);
  });

  test('scripts cannot read which release the browser remembers', async () => {
    const tab = await arrive();
    expect(await tab.evaluate('document.cookie')).toBe('');
    const { cookies } = await tab.send<{ cookies: object[] }>('Network.getCookies');
    expect(cookies).toEqual([expect.objectContaining({ name: '__Host-release', value: first, path: '/', session: true, httpOnly: true, secure: true, sameSite: 'Lax' })]);
  });
});
