import { chmodSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { appsOfThisFile } from '../support/apps';
import { build, said, source, stage, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();

/** Rehearses commands where docker has no engine and other tools write down how they are called. */
async function rehearseImages(commands: string[], ...tools: string[]) {
  const app = newApp([stage('Source', source()), stage('Build', build('Build', commands))]);
  const scripts = [['docker', 'exit 1'], ...tools.map((tool) => [tool, `echo "called: ${tool} $*"`])];
  for (const [name, script] of scripts) {
    app.write({ [`tools/${name}`]: `#!/bin/sh\n${script}\n` });
    chmodSync(join(app.root, 'tools', name), 0o755);
  }
  const report = await app.rehearse({ environment: { PATH: [join(app.root, 'tools'), process.env.PATH].join(delimiter), HOME: app.root } });
  const calls = app.log(report, 'Build').split('\n').filter((line) => line.startsWith('called: ')).map((line) => line.slice('called: '.length));
  return { report, calls };
}

describe('an image without a Docker engine', () => {
  test.each(['podman', 'buildah'])('is built and tagged by %s', async (tool) => {
    const { report, calls } = await rehearseImages(['docker build --tag "a b" .', 'docker tag a registry/b'], tool);
    expect(calls).toEqual([`${tool} build --tag a b .`, `${tool} tag a registry/b`]);
    expect(trace(report).at(-1)).toBe('Build/Build: succeeded');
  });

  test('is rather built by podman, which can also run it', async () => {
    expect((await rehearseImages(['docker run a'], 'buildah', 'podman')).calls).toEqual(['podman run a']);
  });

  test('is not run by buildah, which cannot', async () => {
    const { report, calls } = await rehearseImages(['docker run a'], 'buildah');
    expect(calls).toEqual([]);
    expect(said(report, 'Build')).toBe('docker run needs a Docker engine: buildah only builds images');
  });

  test('never leaves the machine', async () => {
    const { report, calls } = await rehearseImages(['docker login registry', 'docker build .', 'docker push a'], 'podman');
    expect(calls).toEqual(['podman build .']);
    expect(trace(report).at(-1)).toBe('Build/Build: notExecuted');
    expect(said(report, 'Build')).toBe('docker login needs AWS credentials\ndocker push needs AWS credentials');
  });

  test('is not built where none of them is', async () => {
    expect(said((await rehearseImages(['docker build .'])).report, 'Build')).toBe('there is no Docker engine here');
  });
});
