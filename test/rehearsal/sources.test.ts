import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { sourceVariables } from '../../src/rehearsal/execution/source-variables';
import { appsOfThisFile } from '../support/apps';
import { build, PipelineApp, said, source, stage, TestAction, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const from = (provider: string, configuration: Record<string, string> = {}, name = 'Checkout', outputs = ['Source']): TestAction =>
  ({ name, category: 'Source', provider, outputs, namespace: 'Src', configuration });
const git = (directory: string, ...args: string[]) =>
  spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main', ...args], { cwd: directory, encoding: 'utf8' }).stdout.trim();

function withRepository(app: PipelineApp): string {
  app.write({ 'source/a.txt': 'committed', 'source/.gitignore': 'ignored' });
  git(app.source, 'init');
  git(app.source, 'add', '.');
  git(app.source, 'commit', '-m', 'first words');
  return git(app.source, 'rev-parse', 'HEAD');
}

describe('the variables of a source', () => {
  const names = async (provider: string) =>
    Object.keys(await sourceVariables({ ...from(provider), configuration: {} } as never, newApp().source)).sort();

  test.each([
    ['CodeStarSourceConnection', ['AuthorDate', 'BranchName', 'CommitId', 'CommitMessage', 'ConnectionArn', 'FullRepositoryName']],
    ['CodeCommit', ['AuthorDate', 'BranchName', 'CommitId', 'CommitMessage', 'CommitterDate', 'RepositoryName']],
    ['GitHub', ['AuthorDate', 'BranchName', 'CommitId', 'CommitMessage', 'CommitUrl', 'CommitterDate', 'RepositoryName']],
    ['S3', ['ETag', 'VersionId']],
    ['Jenkins', []],
  ])('of the kind %s are those that AWS gives, and no others', async (provider, expected) => {
    expect(await names(provider)).toEqual(expected);
  });

  test('are those of the commit', async () => {
    const app = newApp();
    const commit = withRepository(app);
    const variables = await sourceVariables({ ...from('GitHub', { Owner: 'owner', Repo: 'shop', Branch: 'main' }) } as never, app.source);
    expect(variables).toMatchObject({ CommitId: commit, CommitMessage: 'first words', BranchName: 'main', RepositoryName: 'shop' });
    expect(variables.CommitUrl).toBe(`https://api.github.com/repos/owner/shop/git/commits/${commit}`);
  });
});

describe('an S3 source', () => {
  test('is a folder that stands for the archive', async () => {
    const report = await newApp([stage('Source', from('S3', { S3Bucket: 'in', S3ObjectKey: 'app.zip' })), stage('Build', build('B', ['true']))]).rehearse();
    expect(said(report, 'Checkout')).toMatch(/^the folder .+ stands for the archive s3:\/\/in\/app\.zip$/);
  });
});

describe('an ECR source', () => {
  const stages = [stage('Source', from('ECR', { RepositoryName: 'web' }, 'Image', ['Image']), source()), stage('Build', build('B', ['cat "$CODEBUILD_SRC_DIR_Image/imageDetail.json"'], {
    inputs: ['Source', 'Image'], configuration: { PrimarySource: 'Source', EnvironmentVariables: '[{"name":"D","value":"#{Src.ImageDigest}"}]' },
  }))];

  test('has no working tree: the next source is the first', async () => {
    const report = await newApp(stages).rehearse();
    expect(trace(report)).toEqual(['Source/Image: notExecuted', 'Source/Checkout: succeeded', 'Build/B: notExecuted']);
    expect(said(report, 'Image')).toBe('an image is no working tree: give a folder with an imageDetail.json with --source Image=<folder>');
  });

  test('takes a folder with an imageDetail.json', async () => {
    const app = newApp(stages).write({ 'image/imageDetail.json': '{"ImageURI":"111111111111.dkr.ecr.eu-west-1.amazonaws.com/web@sha256:12"}' });
    const sources = { first: app.source, byAction: { Image: join(app.root, 'image') } };
    expect((await app.rehearse({ sources })).status).toBe('succeeded');
    expect(await sourceVariables({ ...from('ECR', { RepositoryName: 'web' }) } as never, sources.byAction.Image)).toEqual({
      ImageURI: '111111111111.dkr.ecr.eu-west-1.amazonaws.com/web@sha256:12', ImageTag: 'latest', ImageDigest: 'sha256:12', RegistryId: '111111111111', RepositoryName: 'web',
    });
  });

  test('fails for a folder without one', async () => {
    const app = newApp(stages);
    expect(said(await app.rehearse({ sources: { first: app.source, byAction: { Image: app.source } } }), 'Image')).toContain('must hold an imageDetail.json');
  });
});

describe('a source with a full clone', () => {
  const stages = [stage('Source', from('CodeStarSourceConnection', { OutputArtifactFormat: 'CODEBUILD_CLONE_REF' })),
    stage('Build', build('B', ['git log --format=%s', 'git status --porcelain', 'echo "remotes: $(git remote)"', 'echo "branch: $(git branch --show-current)"', 'git rev-parse HEAD']))];

  test('gives its history to a build, with what is not committed', async () => {
    const app = newApp(stages);
    const commit = withRepository(app);
    app.write({ 'source/a.txt': 'changed', 'source/new.txt': 'new' });
    const report = await app.rehearse();
    const log = app.log(report, 'B').split('\n');
    expect(log).toEqual(expect.arrayContaining(['first words', ' M a.txt', '?? new.txt', 'remotes: ', 'branch: ', commit]));
    expect(said(report, 'Checkout')).toContain('a full clone: with the history of the repository and without its remote');
  });

  test('is of no use to an action that is no build', async () => {
    const deploy = { name: 'Publish', category: 'Deploy', provider: 'S3', inputs: ['Source'], configuration: { BucketName: 'b', Extract: 'true' } };
    const report = await newApp([stages[0], stage('Deploy', deploy)]).rehearse();
    expect(said(report, 'Publish')).toBe('the input artifact Source is a reference to a full clone (CODEBUILD_CLONE_REF), which only builds can use');
    expect(report.status).toBe('failed');
  });

  test('says that a folder has none', async () => {
    expect(said(await newApp(stages).rehearse(), 'Checkout')).toContain('this folder is no repository of its own and has no history to hand on');
  });
});
