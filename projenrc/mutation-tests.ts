import { Component, JsonFile } from 'projen';
import { AwsCdkConstructLibrary } from 'projen/lib/awscdk';

/** Code whose tests must notice when it changes: the rules that a blueprint keeps, and the pipeline that follows from it. */
const PARTS: Record<string, { mutate: string[]; tests: string[] }> = {
  rules: {
    mutate: ['src/blueprint/private/rules/**/*.ts', 'src/blueprint/private/{problems,shape,parallel-groups}.ts'],
    tests: ['<rootDir>/test/blueprint/!(build-reuse|path-expression).test.ts'],
  },
  pipeline: {
    mutate: ['src/constructs/multi-account-pipeline.ts', 'src/constructs/pipeline-*.ts', 'src/constructs/private/*.ts', 'src/constructs/private/codepipeline/**/*.ts'],
    tests: ['<rootDir>/test/constructs/**/*.test.ts'],
  },
};

/** A share of mutants that no test kills fails the task. */
const LOWEST_SCORE = 80;

/** Mutation tests are a task of their own: they run every test many times over, which takes most of an hour. */
export class MutationTests extends Component {
  constructor(project: AwsCdkConstructLibrary) {
    super(project);
    const { transform, globalSetup } = project.jest!.config;
    for (const [part, { mutate, tests }] of Object.entries(PARTS)) {
      const file = `stryker.${part}.json`;
      new JsonFile(project, file, {
        marker: false,
        obj: {
          testRunner: 'jest',
          coverageAnalysis: 'perTest',
          mutate,
          jest: { projectType: 'custom', config: { transform, globalSetup, testMatch: tests, testTimeout: 60_000 } },
          ignorePatterns: ['.emulator', '.rehearsal', 'bench', 'coverage', 'dist', 'lib', 'test-reports'],
          // What runs once when a module is loaded is in every test, and a mutant of it in none of its own.
          ignoreStatic: true,
          concurrency: 2,
          timeoutMS: 60_000,
          thresholds: { high: 90, low: LOWEST_SCORE, break: LOWEST_SCORE },
          reporters: ['clear-text', 'json', 'progress-append-only'],
          clearTextReporter: { logTests: false, allowColor: false },
          jsonReporter: { fileName: `test-reports/mutation-${part}.json` },
          tempDirName: '.stryker-tmp',
        },
      });
      project.addPackageIgnore(`/${file}`);
      project.addTask(`mutation:${part}`, {
        description: `Change the code of the ${part} in many small ways and see whether a test fails for each`, exec: `stryker run ${file}`, receiveArgs: true,
      });
    }
    project.gitignore.exclude('.stryker-tmp');
    project.addPackageIgnore('/.stryker-tmp');
  }
}
