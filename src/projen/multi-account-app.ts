import { awscdk, javascript, typescript } from 'projen';
import type { Build, PipelineBlueprint } from '../blueprint';
import { BootstrapTasks } from './bootstrap-tasks';
import { DeliveryEngine } from './delivery-engine';
import { DeliveryTasks } from './delivery-tasks';
import { DeliveryWorkflow } from './delivery-workflow';
import { NodeBuild } from './node-build';
import { featureFlags, manifest, readme, samplesFor } from './private/package-root';
import { BuildKind, Repository } from './private/repository';
import { TypedTests } from './private/typed-tests';
import { DEV_DEPENDENCIES, OVERRIDES, VERSIONS } from './private/versions';
import { PullRequestWorkflow } from './pull-request-workflow';
import { PythonBuild } from './python-build';
import { SampleApp } from './sample-app';

/** Options of `MultiAccountApp`. What is delivered where is in `pipeline.json`, not here. */
export interface MultiAccountAppOptions {
  /**
   * The project's name.
   *
   * @default $BASEDIR
   */
  readonly name: string;

  /**
   * Where the project is written, seen from the process's folder.
   *
   * @default "."
   */
  readonly outdir?: string;

  /**
   * What runs the delivery. With `DeliveryEngine.GITHUB` there is a workflow for each branch of `pipeline.json`, and
   * nothing to rehearse.
   *
   * @default DeliveryEngine.CODEPIPELINE
   */
  readonly engine?: DeliveryEngine;

  /**
   * Whether the first synthesis writes a sample: `pipeline.json`, a CDK app with its test, a backend and a frontend.
   *
   * @default true
   */
  readonly sampleCode?: boolean;
}

/**
 * A repository that is delivered over several AWS accounts: a CDK app in TypeScript and the components that it deploys.
 *
 * Use it with `npx projen new --from cdk-multi-account-pipeline`. It reads the user's `pipeline.json` and generates what
 * follows from it: for each build a task and a buildspec, a workflow for pull requests, and the tasks of delivery. A
 * build whose folder has `requirements.txt` becomes a `PythonBuild`, one with `package.json` a `NodeBuild`; any other,
 * and any that has a buildspec of its own, is left alone.
 *
 * @pjid multi-account-app
 */
export class MultiAccountApp extends awscdk.AwsCdkTypeScriptApp {
  /**
   * @throws Error that lists every problem of `pipeline.json`
   */
  constructor(options: MultiAccountAppOptions) {
    const { name: ownName, version: ownVersion, peerDependencies } = manifest();
    const engine = options.engine ?? DeliveryEngine.CODEPIPELINE;
    super({
      // All of them: `projen new` hands over what it needs for .projenrc.ts under a key of its own.
      ...options,
      defaultReleaseBranch: 'main',
      packageManager: javascript.NodePackageManager.NPM,
      minNodeVersion: '20.0.0',
      projenVersion: peerDependencies.projen,
      deps: [`${ownName}@^${ownVersion}`],
      devDeps: DEV_DEPENDENCIES,
      cdkVersion: VERSIONS.awsCdkLib,
      cdkCliVersion: VERSIONS.awsCdkCli,
      constructsVersion: VERSIONS.constructs,
      typescriptVersion: VERSIONS.typescript,
      // Through npx and tsx's own command the same app takes two more processes and a second of processor time.
      app: 'node --import tsx src/main.ts',
      context: featureFlags(),
      runner: typescript.TypeScriptRunner.tsx(),
      projenrcTs: true,
      projenrcTsOptions: { runner: typescript.TypeScriptRunner.tsx({ typeCheck: false }) },
      tsconfig: { compilerOptions: { skipLibCheck: true } },
      tsconfigDev: { include: ['../src/**/*.ts', '../.projenrc.ts', '../projenrc/**/*.ts'] },
      jestOptions: { jestVersion: VERSIONS.jest, updateSnapshot: javascript.UpdateSnapshot.NEVER },
      gitignore: ['.rehearsal/', 'rehearsal.values.yaml'],
      sampleCode: false,
      readme: { contents: readme(engine) },
      // The workflows are ours; an application is neither published nor licensed to others.
      buildWorkflow: false,
      depsUpgrade: false,
      githubOptions: { mergify: false, pullRequestLint: false },
      pullRequestTemplate: false,
      licensed: false,
      npmignoreEnabled: false,
    });
    this.package.addField('private', true);
    this.package.addField('overrides', OVERRIDES);
    // projen adds tools of its own with ranges; the exact versions have the last word.
    this.addDevDeps(...DEV_DEPENDENCIES);
    this.deps.removeDependency('ts-node');
    // `projen new` writes .projenrc.ts with double quotes; the first build must not find anything to change.
    this.eslint?.addOverride({ files: ['.projenrc.ts'], rules: { '@stylistic/quotes': 'off' } });

    const sampleCode = options.sampleCode ?? true;
    const repository = new Repository(this.outdir, sampleCode ? samplesFor(engine) : []);
    const blueprint = repository.blueprint;
    this.addBuilds(repository, blueprint?.builds ?? []);
    new TypedTests(this);
    this.addEngine(engine, blueprint);
    new BootstrapTasks(this);
    new PullRequestWorkflow(this);
    if (sampleCode) {
      new SampleApp(this, { engine });
    }
  }

  /** Called by projen before the files are written. */
  public preSynthesize(): void {
    super.preSynthesize();
    // Without anything to bundle, the command would only start projen before each synth.
    if (this.bundler.bundleTask.steps.length === 0) {
      this.cdkConfig.json.addDeletionOverride('build');
    }
  }

  private addEngine(engine: DeliveryEngine, blueprint?: PipelineBlueprint): void {
    if (engine === DeliveryEngine.CODEPIPELINE) {
      new DeliveryTasks(this);
    } else if (blueprint) {
      new DeliveryWorkflow(this, { blueprint });
    }
  }

  /** Builds run before the CDK app is synthesized, as they do in the pipeline. */
  private addBuilds(repository: Repository, builds: Build[]): void {
    for (const build of builds) {
      switch (repository.kindOf(build)) {
        case BuildKind.PYTHON:
          this.preCompileTask.spawn(new PythonBuild(this, build).task);
          break;
        case BuildKind.NODE:
          this.preCompileTask.spawn(new NodeBuild(this, build).task);
          break;
        case BuildKind.OWN:
          break;
      }
    }
  }
}
