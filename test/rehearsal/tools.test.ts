import { chmodSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { appsOfThisFile } from '../support/apps';
import { build, PipelineApp, said, source, stage, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();

const oneBuild = (...commands: string[]) => newApp([stage('Source', source()), stage('Build', build('Build', commands)), stage('After', build('After', ['true']))]);

/** Rehearses with tools of the test's own behind the stand-ins. */
function rehearseWith(app: PipelineApp, tools: Record<string, string>) {
  for (const [name, script] of Object.entries(tools)) {
    app.write({ [`tools/${name}`]: `#!/bin/sh\n${script}\n` });
    chmodSync(join(app.root, 'tools', name), 0o755);
  }
  return app.rehearse({ environment: { PATH: [join(app.root, 'tools'), process.env.PATH].join(delimiter), HOME: app.root } });
}
const NO_ENGINE = { docker: 'exit 1' };

describe('a tool that needs what this machine does not have', () => {
  test('is docker without an engine: the build stops and is not executed, the pipeline goes on', async () => {
    const app = oneBuild('docker build .', 'echo never ran');
    const report = await rehearseWith(app, NO_ENGINE);
    expect(trace(report).slice(1)).toEqual(['Build/Build: notExecuted', 'After/After: succeeded']);
    expect(said(report, 'Build')).toBe('there is no Docker engine here');
    expect(app.log(report, 'Build')).not.toMatch(/^never ran$/m);
    expect(report.status).toBe('succeeded');
  });

  test('lets what the build had made in its output\'s folder go on', async () => {
    const spec = {
      phases: { build: { commands: ['mkdir out', 'echo first > out/first', 'docker build .'] } },
      artifacts: { 'base-directory': 'out', 'files': ['**/*'] },
    };
    const app = newApp([
      stage('Source', source()),
      stage('Build', build('Build', spec, { outputs: ['Made'] })),
      stage('After', build('After', ['cat first'], { inputs: ['Made'] })),
    ]);
    const report = await rehearseWith(app, NO_ENGINE);
    expect(trace(report).slice(1)).toEqual(['Build/Build: notExecuted', 'After/After: succeeded']);
    expect(app.log(report, 'After')).toMatch(/^first$/m);
  });

  test('does not hide another failure of the same build', async () => {
    const report = await rehearseWith(oneBuild('docker build . || true', 'exit 5'), NO_ENGINE);
    expect(trace(report)[1]).toBe('Build/Build: failed');
  });

  test('keeps the build from counting as succeeded when the build passes over it', async () => {
    const report = await rehearseWith(oneBuild('docker build . || true'), NO_ENGINE);
    expect(trace(report)[1]).toBe('Build/Build: notExecuted');
  });

  test('is docker that would leave the machine, engine or not', async () => {
    const app = oneBuild('docker build .', 'docker push registry/image');
    const report = await rehearseWith(app, { docker: 'echo "engine: $*"' });
    expect(said(report, 'Build')).toBe('docker push needs AWS credentials');
    expect(app.log(report, 'Build')).toMatch(/^engine: build \.$/m);
    expect(app.log(report, 'Build')).not.toMatch(/^engine: push/m);
  });

  test('is aws, whose answer nobody can make up', async () => {
    const report = await rehearseWith(oneBuild('VALUE=$(aws ssm get-parameter --name x)', 'exit 1'), {});
    expect(said(report, 'Build')).toBe('aws ssm get-parameter needs AWS credentials');
    expect(trace(report)[1]).toBe('Build/Build: notExecuted');
  });

  test('is a package manager of the system', async () => {
    const report = await rehearseWith(oneBuild('apt-get install -y jq'), { 'apt-get': 'exit 9' });
    expect(said(report, 'Build')).toBe('installing system packages into your machine is not rehearsed');
  });
});

describe('cdk-assets', () => {
  const manifest = JSON.stringify({ version: '36.0.0', files: { abc: { source: { path: 'asset.abc' }, destinations: { 'here-1': {} } } } });
  const publish = (selector: string) => oneBuild('npm install -g cdk-assets@latest', `cdk-assets --path "x.assets.json" --verbose publish "${selector}"`)
    .write({ 'source/x.assets.json': manifest, 'source/asset.abc/index.js': '' });

  test('publishes nothing, and says so, when the asset is there', async () => {
    const report = await publish('abc:here-1').rehearse();
    expect(trace(report)[1]).toBe('Build/Build: notExecuted');
    expect(said(report, 'Build')).toBe('publishing needs AWS credentials\ncdk-assets@latest is provided by the rehearsal');
  });

  test.each([['lost:here-1', 'has no asset lost'], ['abc:there-2', 'asset abc has no destination there-2']])('fails for %s', async (selector, message) => {
    const app = publish(selector);
    const report = await app.rehearse();
    expect(trace(report)[1]).toBe('Build/Build: failed');
    expect(app.log(report, 'Build')).toContain(message);
  });

  test('fails when the source of an asset is missing', async () => {
    const app = publish('abc:here-1').write({ 'source/x.assets.json': manifest.replace('asset.abc', 'asset.lost') });
    const report = await app.rehearse();
    expect(app.log(report, 'Build')).toContain('the source of asset abc does not exist: asset.lost');
    expect(report.status).toBe('failed');
  });
});

describe('cdk', () => {
  const CDK = { cdk: 'echo "real cdk: $*"' };

  test('is really run for what needs no account, also through npx', async () => {
    const app = oneBuild('npm install -g aws-cdk@2', 'cdk synth -q', 'npx cdk list');
    const report = await rehearseWith(app, CDK);
    expect(app.log(report, 'Build')).toMatch(/^real cdk: synth -q$/m);
    expect(app.log(report, 'Build')).toMatch(/^real cdk: list$/m);
    expect(trace(report)[1]).toBe('Build/Build: succeeded');
  });

  test('deploys nothing and says so', async () => {
    const app = oneBuild('npx cdk deploy Other');
    const report = await rehearseWith(app, CDK);
    expect(said(report, 'Build')).toBe('a deployment needs AWS credentials');
    expect(trace(report)[1]).toBe('Build/Build: notExecuted');
    expect(app.log(report, 'Build')).not.toMatch(/^real cdk/m);
  });
});

describe('npm', () => {
  test('installs global packages into a folder of the rehearsal', async () => {
    const app = oneBuild('npm install -g other', 'tool');
    const report = await rehearseWith(app, { npm: 'mkdir -p "$npm_config_prefix/bin"; printf "#!/bin/sh\\necho own tool" > "$npm_config_prefix/bin/tool"; chmod +x "$npm_config_prefix/bin/tool"' });
    expect(app.log(report, 'Build')).toMatch(/^own tool$/m);
    expect(report.status).toBe('succeeded');
  });
});

describe('Python', () => {
  test('gets an environment of its own at the first call, and pip installs nowhere else', async () => {
    const app = oneBuild('python3 -c "import sys; print(sys.prefix == __import__(\'os\').environ[\'VIRTUAL_ENV\'])"', 'pip --version', 'env | grep PIP_REQUIRE');
    // A virtual environment takes seconds; a stand-in that lays out the same folders shows the same.
    const python = 'venv="$3"; mkdir -p "$venv/bin"; for t in python3 pip; do printf "#!/bin/sh\\necho in venv: $t" > "$venv/bin/$t"; chmod +x "$venv/bin/$t"; done';
    const log = app.log(await rehearseWith(app, { python3: python }), 'Build');
    expect(log).toMatch(/^in venv: python3$/m);
    expect(log).toMatch(/^in venv: pip$/m);
    expect(log).toMatch(/^PIP_REQUIRE_VIRTUALENV=1$/m);
  });
});
