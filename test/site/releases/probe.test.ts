import { source } from '../../support/site/release-functions';

const { probeRelease } = source<{ probeRelease(probe: { url: string; paths: string[] }, release: string): Promise<{ fault?: string }> }>('probe.js');
const RELEASE = '1'.repeat(16);
const requests: { url: string; headers: Record<string, string>; redirect: string }[] = [];
let answer: (path: string) => Response;
const respond = (body: string, type = 'text/html', status = 200, release = RELEASE) => new Response(body, { status, headers: { 'content-type': type, 'x-site-release': release } });
const probe = (...paths: string[]) => probeRelease({ url: 'https://site.example', paths }, RELEASE);

beforeEach(() => {
  requests.length = 0;
  answer = (path) => (path.endsWith('.js') ? respond('', 'text/javascript') : respond('<script src="/a.js"></script>'));
  jest.spyOn(globalThis, 'fetch').mockImplementation((async (url: string, init: any) => {
    requests.push({ url, ...init });
    return answer(new URL(url).pathname);
  }) as any);
});

describe('S5: the probe', () => {
  test('asks for each path by the preview header, and for what its pages load with the cookie of their release as well', async () => {
    expect(await probe('/', '/orders?page=2')).toEqual({});
    expect(requests.map(({ url, headers }) => [url, headers['x-release-preview'], headers.cookie])).toEqual([
      ['https://site.example/', RELEASE, undefined], ['https://site.example/orders?page=2', RELEASE, undefined],
      ['https://site.example/a.js', RELEASE, `__Host-release=${RELEASE}`],
    ]);
  });

  test('follows no redirect and says who it is, without which a firewall refuses it', async () => {
    await probe('/');
    expect(requests.every(({ redirect, headers }) => redirect === 'manual' && headers['user-agent'] === 'site-release-probe')).toBe(true);
  });

  test('looks for files in pages alone', async () => {
    answer = () => respond('<script src="/a.js"></script>', 'application/json');
    expect(await probe('/data')).toEqual({});
    expect(requests).toHaveLength(1);
  });

  test.each<[string, () => Response, string]>([
    ['an error', () => respond('', 'text/html', 500), `status 500 of release ${RELEASE}`],
    ['a redirect', () => new Response(null, { status: 301 }), 'status 301 of no release'],
    ['another release', () => respond('', 'text/html', 200, '0'.repeat(16)), `status 200 of release ${'0'.repeat(16)}`],
    ['a page of nobody', () => new Response('hello'), 'status 200 of no release'],
    ['no answer', () => {
      throw new TypeError('fetch failed');
    }, 'fetch failed'],
  ])('fails at %s, with the address', async (_, given, reason) => {
    answer = given;
    expect(await probe('/')).toEqual({ fault: `https://site.example/: ${reason}` });
  });

  test('fails at a file of a page that is answered by another release', async () => {
    answer = (path) => (path === '/' ? respond('<script src="/a.js"></script>') : respond('', 'text/javascript', 200, '0'.repeat(16)));
    expect(await probe('/')).toEqual({ fault: `https://site.example/a.js: status 200 of release ${'0'.repeat(16)}` });
  });
});
