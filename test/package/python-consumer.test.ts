import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { developedWith, ROOT, templatesOf, Workshop } from './support';
import { packLibrary, packWheel } from '../../scripts/packaged/library-package';
import { LoopbackRegistry } from '../../scripts/packaged/loopback-registry';

const workshop = new Workshop();
afterAll(() => workshop.close());

const consumer = (name: string) => {
  const folder = workshop.path(name);
  cpSync(join(__dirname, 'consumer'), folder, { recursive: true });
  return folder;
};
// The template of a stack tells AWS which language synthesized it; the twins differ in nothing else.
const environment = { ...process.env, CDK_DISABLE_VERSION_REPORTING: '1', CDK_CONTEXT_JSON: JSON.stringify({ 'aws:cdk:disable-version-reporting': true, 'aws:cdk:version-reporting': false }) };

test('a Python app over the packaged library synthesizes the same templates as its TypeScript twin', async () => {
  const { processes } = workshop;
  const tarball = await packLibrary(processes, workshop.path('js'));
  const registry = await LoopbackRegistry.start(processes, workshop.path('registry'));
  await registry.publish(tarball);
  const typescript = consumer('typescript');
  await processes.must('npm', ['install', 'cdk-multi-account-pipeline', `aws-cdk-lib@${developedWith('aws-cdk-lib')}`,
    `constructs@${developedWith('constructs')}`, `projen@${developedWith('projen')}`, `tsx@${developedWith('tsx')}`], { cwd: typescript, env: registry.environment });
  registry.stop();
  await processes.must('npx', ['tsx', 'app.ts'], { cwd: typescript, env: { ...environment, CDK_OUTDIR: join(typescript, 'cdk.out') } });

  const wheel = await packWheel(processes, workshop.path('python-package'));
  const python = consumer('python');
  await processes.must('python3', ['-m', 'venv', '.venv'], { cwd: python });
  await processes.must('.venv/bin/pip', ['install', '--quiet', wheel, `aws-cdk-lib==${developedWith('aws-cdk-lib')}`,
    `constructs==${developedWith('constructs')}`, `projen==${developedWith('projen')}`], { cwd: python });
  await processes.must('.venv/bin/python', ['app.py'], { cwd: python, env: { ...environment, CDK_OUTDIR: join(python, 'cdk.out') } });

  const templates = templatesOf(join(typescript, 'cdk.out'));
  expect(Object.keys(templates).length).toBeGreaterThanOrEqual(6);
  expect(templatesOf(join(python, 'cdk.out'))).toEqual(templates);
}, 15 * 60_000);

test('the sources of the Python, Java and Go packages are generated', async () => {
  const folder = workshop.path('code');
  await workshop.processes.must('npx', ['jsii-pacmak', '--code-only', '--target', 'python', '--target', 'java', '--target', 'go', '--outdir', folder], { cwd: ROOT });
  for (const file of [
    'python/src/cdk_multi_account_pipeline/__init__.py',
    'java/src/main/java/io/github/cdkmultiaccountpipeline/MultiAccountPipeline.java',
    'go/cdkmultiaccountpipeline/MultiAccountPipeline.go',
  ]) {
    expect({ file, exists: existsSync(join(folder, file)) }).toEqual({ file, exists: true });
  }
}, 5 * 60_000);
