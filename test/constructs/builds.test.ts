import { mkdirSync, writeFileSync } from 'node:fs';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { parse } from 'yaml';
import { exampleDocument } from '../support/blueprints';
import { addStages, Delivery, deliveryOf, temporaryFolder } from '../support/delivery';

const BETA = { name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'development' };

function deliveryWith(...builds: Record<string, unknown>[]): Delivery {
  const delivery = deliveryOf(exampleDocument({ environments: [BETA], builds }));
  addStages(delivery);
  return delivery;
}

type Properties = Record<string, any>;

function projectOf(template: Template, description = /^Build backend /): Properties {
  const projects = Object.values(template.findResources('AWS::CodeBuild::Project')).map((resource) => resource.Properties as Properties);
  return projects.find(({ Description }) => description.test(Description ?? ''))!;
}

/** The project of the build `backend` with these settings. */
function project(settings: Record<string, unknown>): Properties {
  return projectOf(Template.fromStack(deliveryWith({ name: 'backend', ...settings }).stack));
}

const buildspec = (settings: Record<string, unknown>) => parse(project(settings).Source.BuildSpec) as Properties;

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
}

/** What the build's role may do, as `action on resource`. */
function rights(template: Template, actions: RegExp): string[] {
  const policies = Object.entries(template.findResources('AWS::IAM::Policy')).filter(([id]) => id.includes('backend')).map(([, policy]) => policy);
  const statements = policies.flatMap((policy) => (policy.Properties as Properties).PolicyDocument.Statement as Statement[]);
  return statements.flatMap(({ Action, Resource }) => [Action].flat().filter((one) => actions.test(one))
    .flatMap((one) => [Resource].flat().map((resource) => `${one} on ${textOf(resource)}`)));
}

function textOf(reference: any): string {
  if (typeof reference === 'string') {
    return reference;
  }
  const [[name, argument]] = Object.entries<any>(reference);
  return name === 'Fn::Join' ? argument[1].map(textOf).join(argument[0]) : name === 'Ref' ? argument.replace('AWS::Partition', 'aws') : argument.join('.');
}

describe('P2: builds without settings', () => {
  test('run the repository\'s buildspec on a small machine, without Docker, cache, variables or network', () => {
    const { Environment, Cache, Source, TimeoutInMinutes, VpcConfig } = project({});
    expect(Environment).toMatchObject({ ComputeType: 'BUILD_GENERAL1_SMALL', Image: 'aws/codebuild/standard:7.0', PrivilegedMode: false });
    expect(Environment.EnvironmentVariables).toBeUndefined();
    expect([Cache, TimeoutInMinutes, VpcConfig, Source.BuildSpec]).toEqual([{ Type: 'NO_CACHE' }, undefined, undefined, 'backend/buildspec.yml']);
  });
});

describe('P2: commands of the blueprint', () => {
  test('become a buildspec with the runtimes, and hand on the output', () => {
    expect(buildspec({ commands: ['npm test', 'npm run build'], installCommands: ['npm ci'], runtimes: { nodejs: '22' }, output: 'dist' })).toEqual({
      version: '0.2',
      env: { shell: 'bash' },
      phases: { install: { 'runtime-versions': { nodejs: '22' }, 'commands': ['npm ci'] }, build: { commands: ['npm test', 'npm run build'] } },
      artifacts: { 'base-directory': 'dist', 'files': ['**/*'] },
    });
  });

  test('write the reports that the blueprint names', () => {
    const { reports, phases } = buildspec({ commands: ['true'], reports: [{ format: 'junit', files: ['reports/*.xml'] }, { format: 'clover', files: ['clover.xml'] }] });
    expect(reports).toEqual({
      junit: { 'files': ['reports/*.xml'], 'file-format': 'JUNITXML' }, clover: { 'files': ['clover.xml'], 'file-format': 'CLOVERXML' },
    });
    expect(phases.build.commands).toEqual(['true']);
  });

  test('are followed by the check of the coverage where there is a threshold', () => {
    const { phases } = buildspec({ commands: ['true'], reports: [{ format: 'cobertura', files: ['coverage.xml'], minimumCoverage: 70 }] });
    expect(phases.build.commands).toEqual(['true', expect.stringMatching(/^bash -s -- cobertura 70 'coverage\.xml' <<'CHECK_COVERAGE'\n[^]+\nCHECK_COVERAGE\n$/)]);
  });
});

describe('P2: the machine', () => {
  test.each([['medium', 'BUILD_GENERAL1_MEDIUM'], ['2xlarge', 'BUILD_GENERAL1_2XLARGE']])('%s is %s', (compute, type) => {
    expect(project({ compute }).Environment).toMatchObject({ Type: 'LINUX_CONTAINER', ComputeType: type });
  });

  test('Lambda compute has an image for Lambda, unless the blueprint names one', () => {
    expect(project({ compute: 'lambda-4gb' }).Environment)
      .toMatchObject({ Type: 'LINUX_LAMBDA_CONTAINER', ComputeType: 'BUILD_LAMBDA_4GB', Image: 'aws/codebuild/amazonlinux-x86_64-lambda-standard:nodejs22' });
    expect(project({ compute: 'lambda-1gb', image: 'aws/codebuild/amazonlinux-aarch64-lambda-standard:python3.13' }).Environment.Type).toBe('ARM_LAMBDA_CONTAINER');
  });

  test('an image for ARM runs on ARM', () => {
    expect(project({ image: 'aws/codebuild/amazonlinux2-aarch64-standard:3.0' }).Environment.Type).toBe('ARM_CONTAINER');
  });

  test.each(['small', 'lambda-1gb'])('an image in ECR is pulled with the build\'s role on %s', (compute) => {
    const template = Template.fromStack(deliveryWith({ name: 'backend', compute, image: '111111111111.dkr.ecr.eu-west-1.amazonaws.com/tools:1.2' }).stack);
    expect(projectOf(template).Environment.ImagePullCredentialsType).toBe('SERVICE_ROLE');
    expect(JSON.stringify(projectOf(template).Environment.Image)).toContain('tools:1.2');
    expect(rights(template, /^ecr:BatchGetImage/)).toEqual(['ecr:BatchGetImage on arn:aws:ecr:eu-west-1:111111111111:repository/tools']);
  });

  test('an image of a private registry is pulled with the credentials of the secret', () => {
    const template = Template.fromStack(deliveryWith({ name: 'backend', image: 'registry.example.com/tools:1', imageCredentials: 'orders/registry' }).stack);
    expect(projectOf(template).Environment).toMatchObject({ Image: 'registry.example.com/tools:1', RegistryCredential: { CredentialProvider: 'SECRETS_MANAGER' } });
    expect(rights(template, /^secretsmanager:GetSecretValue/)).toEqual([expect.stringMatching(/:secret:orders\/registry-\?{6}$/)]);
  });

  test('Docker and the time limit are what the blueprint says', () => {
    const { Environment, TimeoutInMinutes } = project({ privileged: true, timeoutMinutes: 15 });
    expect([Environment.PrivilegedMode, TimeoutInMinutes]).toEqual([true, 15]);
  });
});

describe('P2: what a build reads', () => {
  test('plain variables, parameters and secrets, and no others', () => {
    const template = Template.fromStack(deliveryWith({
      name: 'backend', variables: { LEVEL: 'debug' }, parameters: { REGION: '/orders/region' }, secrets: { DB_PASSWORD: 'orders/db:password' },
    }).stack);
    expect(projectOf(template).Environment.EnvironmentVariables).toEqual([
      { Name: 'LEVEL', Type: 'PLAINTEXT', Value: 'debug' },
      { Name: 'REGION', Type: 'PARAMETER_STORE', Value: '/orders/region' },
      { Name: 'DB_PASSWORD', Type: 'SECRETS_MANAGER', Value: 'orders/db:password' },
    ]);
    expect(rights(template, /^ssm:/)).toEqual(['ssm:GetParameters on arn:aws:ssm:eu-west-1:111111111111:parameter/orders/region']);
    expect(rights(template, /^secretsmanager:/)).toEqual(['secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-west-1:111111111111:secret:orders/db-??????']);
  });

  test('the proxy in upper and lower case, never for the addresses of the machine itself', () => {
    const settings = { commands: ['true'], proxy: { https: 'http://proxy.example.com:3128', noProxy: ['.internal'] } };
    const direct = 'localhost,127.0.0.1,169.254.169.254,169.254.170.2,.internal';
    expect(project(settings).Environment.EnvironmentVariables.map(({ Name, Value }: Properties) => [Name, Value])).toEqual([
      ['https_proxy', 'http://proxy.example.com:3128'], ['HTTPS_PROXY', 'http://proxy.example.com:3128'], ['no_proxy', direct], ['NO_PROXY', direct],
    ]);
    expect(buildspec(settings).proxy).toEqual({ 'upload-artifacts': 'yes', 'logs': 'yes' });
  });

  test('private packages of npm and PyPI, after a login that prints no token', () => {
    const owner = '444444444444';
    const registries = [{ type: 'npm', domain: 'acme', owner, repository: 'js' }, { type: 'pypi', domain: 'acme', owner, repository: 'py' }];
    const template = Template.fromStack(deliveryWith({ name: 'backend', commands: ['npm test'], installCommands: ['npm ci'], registries }).stack);
    expect(parse(projectOf(template).Source.BuildSpec).phases.install.commands).toEqual([
      'aws codeartifact login --tool npm --domain acme --domain-owner 444444444444 --repository js',
      'aws codeartifact login --tool pip --domain acme --domain-owner 444444444444 --repository py',
      'npm ci',
    ]);
    const arn = 'arn:aws:codeartifact:eu-west-1:444444444444';
    expect([...new Set(rights(template, /^(codeartifact|sts:GetService)/))].sort()).toEqual([
      `codeartifact:GetAuthorizationToken on ${arn}:domain/acme`,
      `codeartifact:GetRepositoryEndpoint on ${arn}:repository/acme/js`,
      `codeartifact:GetRepositoryEndpoint on ${arn}:repository/acme/py`,
      `codeartifact:ReadFromRepository on ${arn}:repository/acme/js`,
      `codeartifact:ReadFromRepository on ${arn}:repository/acme/py`,
      'sts:GetServiceBearerToken on *',
    ]);
  });

  test('a network of the tools account', () => {
    const network = { vpcId: 'vpc-0123456789abcdef0', subnetIds: ['subnet-0123456789abcdef0', 'subnet-11111111'], securityGroupIds: ['sg-0123456789abcdef0'] };
    expect(project({ network }).VpcConfig).toEqual({ VpcId: network.vpcId, Subnets: network.subnetIds, SecurityGroupIds: network.securityGroupIds });
  });
});

describe('P2: what a build keeps', () => {
  test('folders and Docker layers on its machine', () => {
    expect(project({ cache: { type: 'local' } }).Cache).toEqual({ Type: 'LOCAL', Modes: ['LOCAL_CUSTOM_CACHE'] });
    expect(project({ privileged: true, cache: { type: 'local', dockerLayers: true } }).Cache).toEqual({ Type: 'LOCAL', Modes: ['LOCAL_DOCKER_LAYER_CACHE'] });
  });

  test('files in an encrypted bucket that forgets them, each build in a folder of its own', () => {
    const cache = { type: 's3', paths: ['/root/.npm/**'] };
    const template = Template.fromStack(deliveryWith({ name: 'backend', commands: ['true'], cache }, { name: 'web', cache: { type: 's3' } }).stack);
    const [[id]] = Object.entries(template.findResources('AWS::S3::Bucket', Match.objectLike({
      Properties: {
        BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] },
        LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 30 })] },
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      },
    })));
    expect(projectOf(template).Cache).toEqual({ Type: 'S3', Location: { 'Fn::Join': ['', [{ Ref: id }, '/backend']] } });
    expect(parse(projectOf(template).Source.BuildSpec).cache).toEqual({ paths: ['/root/.npm/**'] });
    expect(rights(template, /^s3:/).filter((one) => one.includes(id))).toEqual([
      `s3:GetObject on ${id}.Arn/backend/*`, `s3:GetObjectVersion on ${id}.Arn/backend/*`, `s3:PutObject on ${id}.Arn/backend/*`,
      `s3:GetBucketAcl on ${id}.Arn`, `s3:GetBucketLocation on ${id}.Arn`, `s3:ListBucket on ${id}.Arn`,
    ]);
  });
});

describe('P2: a build with paths', () => {
  const REUSED = { commands: ['npm run build'], output: 'backend/dist', paths: ['backend/**'] };
  const run = (command: string) => `if [ "$BUILD_REUSE" != reused ]; then :\n${command}\nfi`;

  /** What the pipeline tells the build that it is made of. */
  function definition(settings: Record<string, unknown>, document = {}): string {
    const delivery = deliveryOf(exampleDocument({ environments: [BETA], builds: [{ name: 'backend', ...REUSED, ...settings }], ...document }));
    addStages(delivery);
    const [pipeline] = Object.values(Template.fromStack(delivery.stack).findResources('AWS::CodePipeline::Pipeline'));
    const actions = (pipeline.Properties as Properties).Stages.flatMap((stage: Properties) => stage.Actions) as Properties[];
    const variables = JSON.parse(actions.find(({ Name }) => Name === 'backend')!.Configuration.EnvironmentVariables) as Properties[];
    return variables.find(({ name }) => name === 'BUILD_DEFINITION')!.value;
  }

  test('first looks for its output, runs its commands if there is none, and then keeps what they have made', () => {
    const { phases, cache } = buildspec({ ...REUSED, installCommands: ['npm ci'], reports: [{ format: 'junit', files: ['reports/*.xml'] }] });
    const [take, install, ...rest] = phases.install.commands;
    expect(take).toMatch(/reuse take 'backend\/dist' '\^\$' 'backend\/\*\*' '\^backend\/\.\*\$'\)$/);
    expect([install, rest]).toEqual([run('npm ci'), []]);
    expect(phases.build.commands).toEqual([
      run('npm run build'), run('bash -c "$BUILD_REUSE_SCRIPT" reuse keep "$BUILD_REUSE" \'backend/dist\' \'^reports/[^/]*\\.xml$\''),
    ]);
    expect(cache).toEqual({ paths: ['.build-reuse/**/*'] });
  });

  test('has a cache in S3 beside the one that it may have', () => {
    expect(project(REUSED).Cache).toMatchObject({ Type: 'S3' });
    expect(buildspec({ ...REUSED, cache: { type: 's3', paths: ['/root/.npm/**'] } }).cache).toEqual({ paths: ['/root/.npm/**', '.build-reuse/**/*'] });
  });

  test('depends on all of its settings and on the values of the pipeline\'s variables, and on no content', () => {
    expect(definition({})).toBe(definition({}));
    const others = [
      { commands: ['make'] }, { installCommands: ['npm ci'] }, { runtimes: { nodejs: '22' } }, { image: 'node:22' }, { variables: { LEVEL: 'debug' } },
      { secrets: { TOKEN_OF_NPM: 'orders/npm' } }, { compute: 'large' }, { paths: ['api/**'] }, { commands: undefined },
    ].map((settings) => definition(settings));
    expect(new Set([definition({}), ...others]).size).toBe(others.length + 1);
    expect(definition({}, { variables: { NOTE: { defaultValue: 'none' } } })).toBe(`${definition({})} NOTE=#{variables.NOTE}`);
  });

  test('is refused with a buildspec that its user wrote, and accepted with one that is generated or not there', () => {
    const here = process.cwd();
    process.chdir(temporaryFolder());
    try {
      const fileBuild = () => project({ output: 'backend/dist', paths: ['backend/**'] });
      expect(fileBuild().Source.BuildSpec).toBe('backend/buildspec.yml');
      mkdirSync('backend');
      writeFileSync('backend/buildspec.yml', 'version: 0.2');
      expect(fileBuild).toThrow('the build backend has paths, but backend/buildspec.yml does not take and keep its output');
      writeFileSync('backend/buildspec.yml', 'cache: { paths: [.build-reuse/**/*] }');
      expect(fileBuild).not.toThrow();
    } finally {
      process.chdir(here);
    }
  });
});

test('P2: with everything that a build can have there is no AwsSolutions violation', () => {
  const delivery = deliveryWith(
    {
      name: 'backend',
      commands: ['true'],
      cache: { type: 's3', paths: ['/root/.npm/**'] },
      privileged: true,
      image: 'registry.example.com/tools:1',
      imageCredentials: 'orders/registry',
      network: { vpcId: 'vpc-0123456789abcdef0', subnetIds: ['subnet-0123456789abcdef0'], securityGroupIds: ['sg-0123456789abcdef0'] },
      registries: [{ type: 'npm', domain: 'acme', owner: '444444444444', repository: 'js' }],
      secrets: { DB: 'orders/db' },
      parameters: { REGION: '/orders/region' },
    },
    { name: 'web', compute: 'lambda-1gb', image: '111111111111.dkr.ecr.eu-west-1.amazonaws.com/tools:1.2' },
    { name: 'site', commands: ['true'], output: 'site/dist', paths: ['site/**'] },
  );
  delivery.app.synth();
  expect(new AwsSolutionsChecks().validateScope(delivery.app).violations).toEqual([]);
});
