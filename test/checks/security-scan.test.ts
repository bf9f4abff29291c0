import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { runScript, serve } from '../support/checks';
import { temporaryFolder } from '../support/delivery';

// Each run is a process of its own, which takes its time on a busy machine.
jest.setTimeout(30_000);

const LOCK = {
  name: 'orders',
  version: '1.0.0',
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { left: '1.0.0' }, devDependencies: { dev: '1.0.0' } },
    'node_modules/left': { version: '1.0.0' },
    'node_modules/dev': { version: '1.0.0', dev: true },
  },
};
const advisory = (severity: string) => ({ id: 1, url: 'https://github.com/advisories/GHSA-1111-2222-3333', title: 'Bad', severity, vulnerable_versions: '<2.0.0' });

/** A registry that knows packages and advisories, and the environment that leads npm to it. */
async function registry(advisories: Record<string, unknown[]> | undefined): Promise<Record<string, string>> {
  const url = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
      if (!advisories) {
        response.writeHead(404).end();
      } else if (request.method === 'POST') {
        const asked = Object.keys(JSON.parse(gunzipSync(Buffer.concat(chunks)).toString('utf8')));
        response.end(JSON.stringify(Object.fromEntries(Object.entries(advisories).filter(([name]) => asked.includes(name)))));
      } else {
        const name = request.url!.slice(1);
        response.end(JSON.stringify({ name, 'dist-tags': { latest: '1.0.0' }, 'versions': { '1.0.0': { name, version: '1.0.0' } } }));
      }
    });
  });
  return { npm_config_registry: url, npm_config_fetch_retries: '0', npm_config_cache: temporaryFolder(), npm_config_userconfig: devNull };
}

function repository(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...LOCK.packages[''], name: 'orders', version: '1.0.0' }));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(LOCK));
  return folder;
}

const scan = (more: Record<string, unknown> = {}) => ({ name: 'dependencies', type: 'securityScan', lockFiles: ['package-lock.json'], ...more });

describe('P7: the security scan of a package-lock.json', () => {
  test('passes when npm knows no vulnerability', async () => {
    const { code, stdout } = await runScript('security-scan', scan(), { cwd: repository(), environment: await registry({}) });
    expect([code, stdout]).toEqual([0, expect.stringContaining('package-lock.json: nothing that counts was found')]);
  });

  test('fails from the given severity on', async () => {
    const environment = await registry({ left: [advisory('high')] });
    const { code, stdout } = await runScript('security-scan', scan(), { cwd: repository(), environment });
    expect(stdout).toMatch(/^package-lock\.json +left +high +GHSA-1111-2222-3333 +fails$/m);
    expect(stdout).toContain('package-lock.json: 1 vulnerabilities: left GHSA-1111-2222-3333');
    expect(code).toBe(1);
  });

  test.each([
    ['of a lower severity is tolerated', { left: [advisory('moderate')] }, {}, 0],
    ['counts from a lower threshold on', { left: [advisory('moderate')] }, { severity: 'low' }, 1],
    ['that is accepted is ignored', { left: [advisory('critical')] }, { ignore: ['GHSA-1111-2222-3333'] }, 0],
    ['of a development dependency is not deployed', { dev: [advisory('critical')] }, {}, 0],
  ])('a vulnerability %s', async (_, advisories, more, code) => {
    expect((await runScript('security-scan', scan(more), { cwd: repository(), environment: await registry(advisories) })).code).toBe(code);
  });

  test('fails when nothing could be looked up', async () => {
    const { code, stdout } = await runScript('security-scan', scan(), { cwd: repository(), environment: await registry(undefined) });
    expect([code, stdout]).toEqual([1, expect.stringContaining('package-lock.json: npm has looked nothing up')]);
  });
});

describe('P7: the security scan of a requirements file', () => {
  const python = scan({ lockFiles: ['backend/requirements.txt'] });

  /** A stand-in on the path that answers as pip-audit does. */
  function pipAudit(answer: unknown): Record<string, string> {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'answer.json'), JSON.stringify(answer));
    writeFileSync(join(folder, 'bin', 'pip-audit'), `#!/bin/sh\necho "$@" > '${folder}/arguments'\ncat '${folder}/answer.json'\nexit 1\n`);
    chmodSync(join(folder, 'bin', 'pip-audit'), 0o755);
    return { PATH: `${join(folder, 'bin')}:${process.env.PATH}` };
  }
  const dependency = (vulns: unknown[]) => ({ dependencies: [{ name: 'jinja2', version: '2.10', vulns }], fixes: [] });
  const vulnerability = { id: 'PYSEC-2019-217', aliases: ['GHSA-462w-v97r-4m45'], fix_versions: ['2.10.1'] };

  test('fails for every known vulnerability, since PyPI states no severity', async () => {
    const { code, stdout } = await runScript('security-scan', python, { environment: pipAudit(dependency([vulnerability])) });
    expect(stdout).toMatch(/^backend\/requirements\.txt +jinja2 2\.10 +unknown +PYSEC-2019-217, GHSA-462w-v97r-4m45 +fails$/m);
    expect(code).toBe(1);
  });

  test.each([
    ['passes without one', dependency([]), {}, 0, 'nothing that counts was found'],
    ['passes with an accepted one, under any of its names', dependency([vulnerability]), { ignore: ['GHSA-462w-v97r-4m45'] }, 0, 'nothing that counts was found'],
    ['fails when a dependency was left out', { dependencies: [{ name: 'jinja2', skip_reason: 'not found on PyPI' }] }, {}, 1, 'pip-audit has left out jinja2: not found on PyPI'],
  ])('%s', async (_, answer, more, code, message) => {
    const run = await runScript('security-scan', { ...python, ...more }, { environment: pipAudit(answer) });
    expect([run.code, run.stdout]).toEqual([code, expect.stringContaining(message)]);
  });

  test('fails when pip-audit is not installed', async () => {
    const { code, stdout } = await runScript('security-scan', python, { environment: { PATH: temporaryFolder() } });
    expect([code, stdout]).toEqual([1, expect.stringContaining('pip-audit cannot be run')]);
  });
});
