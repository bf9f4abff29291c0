import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { appsOfThisFile } from '../support/apps';
import { build, PipelineApp, said, source, stage } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const S3 = { Type: 'S3', Location: 'bucket/prefix' };

/** Runs one build twice or more. Each says what it finds of the cache before it writes into it. */
function cachedApp(cache: Record<string, unknown>, projectCache: unknown = S3, last = 'true'): PipelineApp {
  const commands = ['echo "kept: $(cat deps/deep/file 2> /dev/null)"', 'mkdir -p deps/deep; echo "$(date +%s%N)" > deps/deep/file; echo more > other', last];
  const action = build('Build', { phases: { build: { commands } }, cache });
  action.project!.Cache = projectCache;
  return newApp([stage('Source', source()), stage('Build', action)]);
}

async function keptIn(app: PipelineApp): Promise<string> {
  return /^kept: (.*)$/m.exec(app.log(await app.rehearse(), 'Build'))![1];
}

describe('the cache of a project', () => {
  test.each([['deps/**/*', S3], ['deps', { Type: 'LOCAL', Modes: ['LOCAL_CUSTOM_CACHE'] }]])('is kept for the next rehearsal: %s', async (path, project) => {
    const app = cachedApp({ paths: [path] }, project);
    expect(await keptIn(app)).toBe('');
    const first = await keptIn(app);
    expect(first).toMatch(/^\d+$/);
    expect(Number(await keptIn(app))).toBeGreaterThan(Number(first));
    const [folder, ...others] = readdirSync(join(app.output, 'cache'));
    expect(others).toEqual([]);
    expect(existsSync(join(app.output, 'cache', folder, 'files/other'))).toBe(false);
  });

  test.each([
    ['has none', { Type: 'NO_CACHE' }, { paths: ['deps/**/*'] }],
    ['has one of Docker layers', { Type: 'LOCAL', Modes: ['LOCAL_DOCKER_LAYER_CACHE'] }, { paths: ['deps/**/*'] }],
    ['only restores', S3, { paths: ['deps/**/*'], action: 'restore' }],
  ])('is not kept if the project %s', async (_what, project, cache) => {
    const app = cachedApp(cache, project);
    await keptIn(app);
    expect(await keptIn(app)).toBe('');
  });

  test('is not kept by a build that fails', async () => {
    const app = cachedApp({ paths: ['deps/**/*'] }, S3, 'false');
    await keptIn(app);
    expect(await keptIn(app)).toBe('');
  });

  test('is restored for the same key, or one that a fallback key begins', async () => {
    const app = cachedApp({ key: 'deps-$(codebuild-hash-files lock)', paths: ['deps/**/*'] }).write({ 'source/lock': '1' });
    await keptIn(app);
    expect(await keptIn(app)).not.toBe('');
    app.write({ 'source/lock': '2' });
    expect(await keptIn(app)).toBe('');
    const falling = cachedApp({ 'key': 'deps-$(codebuild-hash-files lock)', 'fallback-keys': ['deps-'], 'paths': ['deps/**/*'] }).write({ 'source/lock': '1' });
    await keptIn(falling);
    falling.write({ 'source/lock': '2' });
    expect(await keptIn(falling)).not.toBe('');
  });

  test('touches nothing outside of the source, and says so', async () => {
    const app = cachedApp({ paths: ['/root/.npm/**/*', '../x', 'deps/**/*'] });
    expect(said(await app.rehearse(), 'Build')).toBe('the cache is kept for paths in the source only, and not for /root/.npm/**/*, ../x');
  });
});
