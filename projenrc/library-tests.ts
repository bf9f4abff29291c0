import { Component } from 'projen';
import { AwsCdkConstructLibrary } from 'projen/lib/awscdk';

/** Packages that a worker loads once for all of its test files. */
const KEPT_PACKAGES = 'aws-cdk-lib|constructs|cdk-nag';

/** The tasks that prove the library: types, contracts, and the package as it is shipped. */
export class LibraryTests extends Component {
  constructor(project: AwsCdkConstructLibrary) {
    super(project);
    const typeCheck = project.addTask('type-check', {
      description: 'Check the types of sources, tests and repository logic',
      exec: 'tsc --noEmit -p tsconfig.dev.json',
    });
    // JavaScript that is shipped as it is, with its types in comments.
    typeCheck.exec('tsc -p test/rollout');
    typeCheck.exec('tsc -p test/site/releases');
    project.tsconfigDev.addInclude('.projenrc.ts');
    project.tsconfigDev.addExclude('lib');
    project.tsconfigDev.addExclude('dist');
    // One config knows all files; the project service would look for a tsconfig.json beside each test.
    project.tryFindObjectFile('.eslintrc.json')?.addOverride('parserOptions', { projectService: false, project: './tsconfig.dev.json' });
    project.tsconfigDev.file.addOverride('compilerOptions.paths', { [project.name]: ['./src'] });
    // Tests read lib/ and .jsii (exports, lazy loading), so `npm test` on a fresh clone must compile first.
    project.testTask.prependSpawn(typeCheck);
    project.testTask.prependSpawn(project.compileTask);
    // The linter fixes and prints; the number of tests is what a run should end with.
    project.testTask.exec('node scripts/count-tests.js test-reports/junit.xml');
    this.transpileTests(project);
    this.runInWorkers(project);
    project.addTask('test:packaged', {
      description: 'Test what is shipped: packed, published to a registry on this machine, installed, scaffolded, built, rehearsed',
      exec: 'jest --testPathIgnorePatterns=/node_modules/ --testMatch="<rootDir>/test/package/**/*.test.ts" --ci --runInBand --coverage=false',
      env: { JEST_JUNIT_OUTPUT_NAME: 'packaged.xml' },
      receiveArgs: true,
    });
    project.addTask('mutation', {
      description: 'Change the rules and the pipeline in many small ways and see whether a test fails for each; takes names of parts',
      exec: 'tsx scripts/mutation/main.ts',
      receiveArgs: true,
    });
    project.eslint?.allowDevDeps('scripts/**');
    project.gitignore.exclude('.stryker-tmp');
    project.addTask('execution-permissions', {
      description: 'Write the table of the actions that each type of resource needs anew, from AWS\'s schemas',
      exec: 'tsx scripts/execution-permissions.ts',
    });
    project.addTask('bench:scaffolded-synth', {
      description: 'Compare the processor time of the scaffolded synth with projen\'s default command',
      exec: 'tsx bench/scaffolded-synth.ts',
      receiveArgs: true,
    });
    project.addTask('bench:large-delivery', {
      description: 'Compare a large delivery by a blueprint with the same one by CDK Pipelines: synth time, actions, projects, template',
      exec: 'tsx bench/large-delivery/main.ts',
      receiveArgs: true,
    });
    project.addTask('bench:preflight', {
      description: 'Compare how soon a delivery that AWS would not take is refused with the synth of CDK Pipelines',
      exec: 'tsx bench/preflight/main.ts',
      receiveArgs: true,
    });
    project.eslint?.addLintPattern('bench');
    project.eslint?.allowDevDeps('bench/**');
    project.addTask('demo', {
      description: 'The main job from end to end: scaffold a project from the packed library, build it and rehearse its pipeline',
      exec: 'tsx scripts/demo.ts',
      receiveArgs: true,
    });
  }

  /** Jest only strips the types: `type-check` has checked them once for all files, which ts-jest would repeat per file. */
  private transpileTests(project: AwsCdkConstructLibrary) {
    project.deps.removeDependency('ts-jest');
    const config = project.jest!.config;
    config.transform = {
      [`/node_modules/(${KEPT_PACKAGES})/.+\\.js$`]: '<rootDir>/test/support/kept-packages/module.js',
      '^.+\\.tsx?$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }],
    };
    config.transformIgnorePatterns = [`/node_modules/(?!(${KEPT_PACKAGES})/)`];
    config.testEnvironment = '<rootDir>/test/support/kept-packages/environment.js';
    config.testMatch = ['<rootDir>/test/**/*.test.ts'];
    // It takes a quarter of the time, and mutants tell more: `--coverage` measures it on request.
    config.collectCoverage = false;
    config.collectCoverageFrom = ['src/**/*.ts'];
  }

  /** A run in one process takes twice the time. */
  private runInWorkers(project: AwsCdkConstructLibrary) {
    const config = project.jest!.config;
    config.maxWorkers = 2;
    config.workerIdleMemoryLimit = '1GB';
    // The first test of a worker also waits for aws-cdk-lib and AWS's validator to load, twice as long beside another worker.
    config.testTimeout = 30_000;
    config.globalSetup = '<rootDir>/test/support/temporary-files.ts';
  }
}
