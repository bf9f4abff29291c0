import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { replacePlaceholders } from '../../src/rehearsal/execution/s3-deploy-action';
import { writeZip } from '../../src/rehearsal/host/zip';
import { appsOfThisFile } from '../support/apps';
import { said, source, stage, TestAction } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const toS3 = (configuration: Record<string, string>, inputs = ['Source']): TestAction =>
  ({ name: 'Publish', category: 'Deploy', provider: 'S3', inputs, configuration });
const appWith = (configuration: Record<string, string>, inputs?: string[]) =>
  newApp([stage('Source', source(['Source'], 'Checkout', 'Src')), stage('Prod', toS3(configuration, inputs))])
    .write({ 'source/index.html': '<p>hello</p>', 'source/img/a.svg': '<svg/>' });
const unzip = (...args: string[]) => spawnSync('python3', ['-c', 'import sys,zipfile\nfor i in zipfile.ZipFile(sys.argv[1]).infolist(): print(i.filename, oct(i.external_attr >> 16), i.date_time[0])', ...args], { encoding: 'utf8' }).stdout;

describe('an S3 deployment', () => {
  test('with Extract leaves the files that it would write', async () => {
    const app = appWith({ BucketName: 'site', Extract: 'true', ObjectKey: 'web' });
    const report = await app.rehearse();
    expect(said(report, 'Publish')).toBe(
      `would write 2 files (18 bytes) to s3://site/web/; nothing was deployed\nwhat would be written: ${report.run}/deployments/Prod.Publish`);
    expect(readFileSync(join(app.output, report.run, 'deployments/Prod.Publish/web/img/a.svg'), 'utf8')).toBe('<svg/>');
    expect(report.status).toBe('succeeded');
  });

  test('without Extract leaves the archive under its key', async () => {
    const app = appWith({ BucketName: 'archive', Extract: 'false', ObjectKey: 'builds/{datetime}.zip' });
    const report = await app.rehearse({ now: () => new Date('2026-03-04T05:06:07Z') });
    expect(said(report, 'Publish')).toMatch(/^would write 1 file \(\d+ bytes\) to s3:\/\/archive\/builds\/\{datetime\}\.zip; nothing was deployed$/m);
    expect(unzip(join(app.output, report.run, 'deployments/Prod.Publish/builds/2026-03-04_05-06-07.zip'))).toMatch(/^img\/a\.svg .+\nindex\.html .+\n$/);
  });

  test('says the key as it is declared: a report holds no value of a variable', async () => {
    const app = appWith({ BucketName: 'site', Extract: 'true', ObjectKey: '#{Src.BranchName}' });
    const report = await app.rehearse();
    expect(said(report, 'Publish')).toContain('to s3://site/#{Src.BranchName}/;');
    expect(existsSync(join(app.output, report.run, 'deployments/Prod.Publish/main/index.html'))).toBe(true);
  });

  test('fails with everything that is wrong with its configuration', async () => {
    const report = await appWith({ Extract: 'no', CannedACL: 'public', CacheControl: 'max age', Bucket: 'x' }, ['Source', 'Source']).rehearse();
    expect(report.executions[0].stages[1].actions[0]).toMatchObject({
      status: 'failed',
      reasons: [
        'the action is missing required configuration BucketName',
        expect.stringMatching(/^the action contains unknown configuration Bucket: it knows BucketName, Extract, /),
        'Extract must be true or false, got: no',
        'ObjectKey is required where Extract is false: name the object that the archive becomes',
        expect.stringMatching(/^CannedACL must be one of private, .+, got: public$/),
        expect.stringMatching(/^CacheControl must be directives .+, got: max age$/),
        'an S3 deployment takes one input artifact, got: 2',
      ],
    });
  });

  test('never leaves its folder', async () => {
    const app = appWith({ BucketName: 'site', Extract: 'true', ObjectKey: '../../../out' });
    const report = await app.rehearse();
    expect(said(report, 'Publish')).toBe('an ObjectKey with the segment .. can be no path on this machine');
    expect(readdirSync(app.root)).not.toContain('out');
  });
});

test('the placeholders of a key are a moment and something unique', () => {
  expect(replacePlaceholders('a/{datetime}-{uuid}.zip', new Date('2026-03-04T05:06:07.890Z'))).toMatch(/^a\/2026-03-04_05-06-07-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.zip$/);
});

test('an archive keeps modes and links, loses empty folders, and is the same for the same files', async () => {
  const app = newApp().write({ 'in/b/run.sh': 'true', 'in/a.txt': 'a' });
  chmodSync(join(app.root, 'in/b/run.sh'), 0o755);
  chmodSync(join(app.root, 'in/a.txt'), 0o644);
  symlinkSync('a.txt', join(app.root, 'in/link'));
  mkdirSync(join(app.root, 'in/empty'));
  await writeZip(join(app.root, 'in'), join(app.root, 'one.zip'));
  await new Promise((resolve) => setTimeout(resolve, 5));
  app.write({ 'in/a.txt': 'a' });
  await writeZip(join(app.root, 'in'), join(app.root, 'two.zip'));
  expect(unzip(join(app.root, 'one.zip'))).toBe('a.txt 0o100644 1980\nb/run.sh 0o100755 1980\nlink 0o120777 1980\n');
  expect(readFileSync(join(app.root, 'one.zip')).equals(readFileSync(join(app.root, 'two.zip')))).toBe(true);
});
