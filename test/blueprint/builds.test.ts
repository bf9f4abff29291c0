import { BuildCacheType, BuildCompute, PackageRegistryType, PipelineBlueprint, ReportFormat } from '../../src/blueprint';
import { exampleDocument, messagesOf } from '../support/blueprints';

const problems = (build: Record<string, unknown>, changes = {}) => messagesOf(exampleDocument({ builds: [{ name: 'backend', ...build }], ...changes }));
const INLINE = { commands: ['npm test'] };
const NETWORK = { vpcId: 'vpc-11111111', subnetIds: ['subnet-11111111'], securityGroupIds: ['sg-11111111'] };
const S3 = { type: 's3' };
const REUSED = { output: 'web/dist', paths: ['web/**'] };
const NPM = { type: 'npm', domain: 'acme', owner: '111111111111', repository: 'js' };

describe('P2: a build', () => {
  test('made in code equals the one that is read from JSON', () => {
    const { application, tools, environments } = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument()));
    const made = PipelineBlueprint.of({
      application,
      tools,
      environments,
      builds: [{
        name: 'backend',
        commands: ['npm test'],
        compute: BuildCompute.X2LARGE,
        cache: { type: BuildCacheType.S3, paths: ['/root/.npm/**'] },
        registries: [{ type: PackageRegistryType.NPM, domain: 'acme', owner: '111111111111', repository: 'js' }],
        reports: [{ format: ReportFormat.CLOVER, files: ['coverage/clover.xml'], minimumCoverage: 70 }],
      }],
    });
    expect(PipelineBlueprint.fromJson(made.toJson())).toEqual(made);
    expect(JSON.parse(made.toJson()).builds).toMatchObject([{ compute: '2xlarge', cache: S3, registries: [NPM], reports: [{ format: 'clover' }] }]);
  });

  test('has no buildspec in the repository if it has commands', () => {
    const [build] = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({ builds: [{ name: 'backend', ...INLINE }] }))).builds;
    expect([build.buildspec, build.settings.commands]).toEqual([undefined, ['npm test']]);
  });

  test('has the paths that it depends on, and any file without them', () => {
    const builds = [{ name: 'backend', output: 'backend/dist', paths: ['backend/**'] }, { name: 'web' }];
    const [backend, web] = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({ builds }))).builds;
    backend.paths!.push('more');
    expect([backend.paths, web.paths]).toEqual([['backend/**'], undefined]);
  });

  test('cannot be changed through what it returns', () => {
    const [build] = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({ builds: [{ name: 'backend', ...INLINE }] }))).builds;
    build.settings.commands!.push('rm -rf /');
    expect(build.settings.commands).toEqual(['npm test']);
  });
});

describe('P2: what a build cannot have is refused', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['commands beside a buildspec', { ...INLINE, buildspec: 'buildspec.yml' }, 'builds[0].buildspec must not stand beside commands, got: buildspec.yml. Keep one of the two.'],
    ['install commands beside the repository\'s buildspec', { installCommands: ['npm ci'] }, 'builds[0].installCommands needs commands, because the build executes a buildspec'],
    ['runtimes beside the repository\'s buildspec', { runtimes: { nodejs: '22' } }, 'Give commands, or write them as its runtime-versions.'],
    ['registries beside the repository\'s buildspec', { registries: [NPM] }, 'Give commands, or log in there with "aws codeartifact login".'],
    ['reports beside the repository\'s buildspec', { reports: [{ format: 'junit', files: ['*.xml'] }] }, 'Give commands, or write them as its reports.'],
    ['paths of a cache beside the repository\'s buildspec', { cache: { ...S3, paths: ['a'] } }, 'Give commands, or write them as its cache.paths.'],
    ['a cache of commands without paths', { ...INLINE, cache: S3 }, 'builds[0].cache.paths is required with commands'],
    ['a local cache in a network', { network: NETWORK, cache: { type: 'local' } }, 'builds[0].cache.type must not be local in a network'],
    ['a local cache on the largest machine', { compute: '2xlarge', cache: { type: 'local' } }, 'builds[0].cache.type must not be local for the compute 2xlarge'],
    ['Docker layers in S3', { privileged: true, cache: { ...S3, dockerLayers: true } }, 'builds[0].cache.dockerLayers must not be true for this type'],
    ['Docker layers without Docker', { cache: { type: 'local', dockerLayers: true } }, 'builds[0].cache.dockerLayers must not be true for a build without Docker'],
    ['an image for Lambda on another machine', { image: 'aws/codebuild/amazonlinux-x86_64-lambda-standard:go1.24' }, 'builds[0].image must not be an image for Lambda'],
    ['credentials for no image', { imageCredentials: 'orders/registry' }, 'builds[0].imageCredentials needs an image of another registry'],
    ['credentials for ECR', { image: '111111111111.dkr.ecr.eu-west-1.amazonaws.com/a', imageCredentials: 'a' }, 'builds[0].imageCredentials needs an image of another registry'],
    ['two registries for one tool', { ...INLINE, registries: [NPM, NPM] }, 'builds[0].registries[1].type must differ from builds[0].registries[0].type'],
    ['a threshold for test results', { ...INLINE, reports: [{ format: 'junit', files: ['*.xml'], minimumCoverage: 70 }] },
      'builds[0].reports[0].minimumCoverage needs a coverage report'],
    ['a variable from two places', { variables: { LEVEL: 'x' }, parameters: { LEVEL: 'y' } }, 'the key of builds[0].parameters.LEVEL must differ from builds[0].variables.LEVEL'],
    ['a file that leaves its quotes', { ...INLINE, reports: [{ format: 'junit', files: ['a\'; rm -rf /'] }] }, 'builds[0].reports[0].files[0] must be a pattern for files'],
    ['paths without an output', { ...INLINE, paths: ['web/**'] }, 'builds[0].paths needs an output, because nothing else of a build is kept'],
    ['paths beside a buildspec of one\'s own', { ...REUSED, buildspec: 'ci/web.yml' }, 'builds[0].buildspec must not stand beside paths, because nobody adds to a buildspec'],
    ['paths beside parameters', { ...INLINE, ...REUSED, parameters: { A: 'a' } }, 'builds[0].parameters must not stand beside paths, because their values may be secret'],
    ['paths beside a local cache', { ...REUSED, cache: { type: 'local' } }, 'builds[0].cache.type must not be local beside paths, because the output is kept in S3'],
    ['a variable that paths use', { ...REUSED, variables: { BUILD_REUSE: 'x' } }, 'the key of builds[0].variables.BUILD_REUSE must not be one that a build with paths uses itself'],
    ['a path of the machine', { ...REUSED, paths: ['/etc/**'] }, 'builds[0].paths[0] must be a pattern for files in the repository, got: /etc/**.'],
    ['a path above the repository', { ...REUSED, paths: ['../**'] }, 'builds[0].paths[0] must be a pattern for files in the repository'],
    ['a group of nothing', { ...REUSED, paths: ['a{'] }, 'builds[0].paths[0] must be a pattern for files in the repository'],
    ['four minutes', { timeoutMinutes: 4 }, 'builds[0].timeoutMinutes must be a whole number from 5 to 480, got: 4.'],
  ])('%s', (_, build, message) => {
    expect(problems(build)).toEqual([expect.stringContaining(message)]);
  });

  test.each<[string, unknown, string]>([
    ['privileged', true, 'it runs no Docker and has no privileged mode'],
    ['network', NETWORK, 'it has no way into a VPC'],
    ['cache', S3, 'it keeps nothing for the next build'],
    ['paths', ['web/**'], 'it keeps nothing for the next build'],
    ['timeoutMinutes', 10, 'it ends after 15 minutes, which cannot be changed'],
  ])('%s on Lambda compute, with the reason', (key, value, reason) => {
    expect(problems({ compute: 'lambda-2gb', output: 'web/dist', [key]: value })).toEqual([expect.stringContaining(`builds[0].${key} must not be given for the compute lambda-2gb: ${reason}, got: `)]);
  });

  test.each<[string, Record<string, unknown>]>([
    ['Docker layers alone in the cache of commands', { ...INLINE, privileged: true, cache: { type: 'local', dockerLayers: true } }],
    ['an image for Lambda on Lambda compute', { compute: 'lambda-1gb', image: 'aws/codebuild/amazonlinux-x86_64-lambda-standard:go1.24' }],
    ['an image of ECR on Lambda compute', { compute: 'lambda-1gb', image: '111111111111.dkr.ecr.eu-west-1.amazonaws.com/a' }],
    ['no Docker on Lambda compute', { compute: 'lambda-1gb', privileged: false }],
    ['an image of another registry whose name is like one of CodeBuild\'s', { image: 'example.com/aws/codebuild/x-lambda-y', imageCredentials: 'orders/registry' }],
    ['the generated buildspec beside paths', { ...REUSED, buildspec: 'backend/buildspec.yml' }],
    ['a cache in S3 beside paths', { ...REUSED, cache: S3 }],
    ['text like a credential that is none', { variables: { DB_PASSWORD: '', LEVEL: 'info' } }],
  ])('but not %s', (_, build) => {
    expect(problems(build)).toEqual([]);
  });

  test('an image for Lambda of another registry and credentials on Lambda compute', () => {
    expect(problems({ compute: 'lambda-1gb', image: 'example.com/aws/codebuild/x-lambda-y', imageCredentials: 'orders/registry' })).toEqual([
      expect.stringContaining('builds[0].imageCredentials must not be given for the compute lambda-1gb: its images come from CodeBuild or ECR'),
      expect.stringContaining('builds[0].image must be one of CodeBuild\'s for Lambda or in ECR'),
    ]);
  });

  test('runtimes and an image of any registry on Lambda compute', () => {
    expect(problems({ ...INLINE, compute: 'lambda-1gb', runtimes: { nodejs: '22' }, image: 'node:22' })).toEqual([
      expect.stringContaining('builds[0].runtimes must not be given for the compute lambda-1gb: its images have one runtime each and let none be chosen'),
      expect.stringContaining('builds[0].image must be one of CodeBuild\'s for Lambda or in ECR'),
    ]);
  });

  test('a variable that the pipeline has too', () => {
    expect(problems({ secrets: { NOTE: 'orders/note' } }, { variables: { NOTE: { defaultValue: 'none' } } }))
      .toEqual([expect.stringContaining('the key of builds[0].secrets.NOTE must differ from variables.NOTE, got: NOTE. Give every variable one source.')]);
  });

  test('a variable of the pipeline that paths use', () => {
    expect(problems(REUSED, { variables: { BUILD_DEFINITION: { defaultValue: 'x' } } })).toEqual([expect.stringContaining('the key of variables.BUILD_DEFINITION must not be one that')]);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['variable', { variables: { DB_PASSWORD: 'hunter2' } }, 'builds[0].variables.DB_PASSWORD must not be a secret, got: a value of 7 characters.'],
    ['proxy', { proxy: { https: 'http://me:hunter2@proxy.example.com' } }, 'builds[0].proxy.https must not be a secret, got: a value of 35 characters.'],
  ])('a secret in a plain %s, without repeating it', (_, build, message) => {
    const [found, ...others] = problems(build);
    expect(found).toContain(message);
    expect(found).not.toContain('hunter2');
    expect(others).toEqual([]);
  });
});
