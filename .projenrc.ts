import { javascript, typescript } from 'projen';
import { AwsCdkConstructLibrary } from 'projen/lib/awscdk';
import { LayerRules } from './projenrc/layer-rules';
import { LibraryBuild } from './projenrc/library-build';
import { LibraryTests } from './projenrc/library-tests';
import { SampleChecks } from './projenrc/sample-checks';
import { toolchain } from './projenrc/toolchain';

const project = new AwsCdkConstructLibrary({
  name: 'cdk-multi-account-pipeline',
  description: 'Delivery pipelines over several AWS accounts: one configuration file, CDK constructs, a projen project type and a rehearsal on your own machine.',
  keywords: ['aws-cdk', 'codepipeline', 'multi-account', 'pipeline', 'ecs', 'cloudfront', 'projen'],
  author: 'The cdk-multi-account-pipeline authors',
  authorAddress: 'maintainers@cdk-multi-account-pipeline.example',
  repositoryUrl: 'https://github.com/cdk-multi-account-pipeline/cdk-multi-account-pipeline.git',
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk-multi-account-pipeline authors',
  defaultReleaseBranch: 'main',
  majorVersion: 0,
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.0.0',
  workflowNodeVersion: '22',
  npmTrustedPublishing: true,
  npmProvenance: true,

  cdkVersion: '2.275.0',
  constructsVersion: '10.5.1',
  jsiiVersion: toolchain.jsii,
  typescriptVersion: toolchain.typescript,
  projenrcTs: true,
  projenrcTsOptions: { runner: typescript.TypeScriptRunner.tsx({ typeCheck: false }) },
  // The README promises a `tsconfig.dev.json` at the root to editors and tests alike.
  tsconfigDevFile: 'tsconfig.dev.json',

  // A caret on a 0.x range would shut the next minor of projen out (docs/decisions/0004).
  peerDeps: ['projen@>=0.103.25 <1.0.0'],
  devDeps: toolchain.devDependencies,
  deps: toolchain.bundled,
  bundledDeps: toolchain.bundled.map((dependency) => dependency.replace(/@[^@]+$/, '')),
  bin: { 'cdk-multi-account-pipeline': 'lib/cli/main.js' },

  publishToPypi: { distName: 'cdk-multi-account-pipeline', module: 'cdk_multi_account_pipeline' },
  publishToMaven: {
    javaPackage: 'io.github.cdkmultiaccountpipeline',
    mavenGroupId: 'io.github.cdk-multi-account-pipeline',
    mavenArtifactId: 'cdk-multi-account-pipeline',
  },
  publishToGo: { moduleName: 'github.com/cdk-multi-account-pipeline/cdk-multi-account-pipeline-go' },

  eslintOptions: { dirs: ['src'], devdirs: ['test'], prettier: false },
  jestOptions: { passWithNoTests: false, updateSnapshot: javascript.UpdateSnapshot.NEVER, jestConfig: { testPathIgnorePatterns: ['<rootDir>/test/package/'], coverageReporters: ['text-summary', 'lcov'] } },
  gitignore: ['cdk.out', '.venv', '__pycache__', '.rehearsal', '.emulator', '*.tsbuildinfo'],
  depsUpgrade: false,
  pullRequestTemplate: false,
  stale: false,
  githubOptions: { mergify: false },
});

new LayerRules(project);
new LibraryBuild(project);
new LibraryTests(project);
new SampleChecks(project);

project.synth();
