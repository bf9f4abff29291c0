import { Component } from 'projen';
import { AwsCdkConstructLibrary } from 'projen/lib/awscdk';
import { toolchain } from './toolchain';

/** The sample application is shipped as it is, so it is linted and type-checked like the library's own code. */
export class SampleChecks extends Component {
  constructor(project: AwsCdkConstructLibrary) {
    super(project);
    project.addDevDeps(...toolchain.sampleFrontend);
    // projen would give the types of React to the library as well.
    project.tsconfig?.file.addOverride('compilerOptions.types', ['jest', 'node']);

    // JSX and the DOM belong to the frontend only.
    project.tsconfigDev.addExclude('sample/frontend');
    project.tasks.tryFind('type-check')?.exec('tsc --noEmit -p sample/frontend');

    for (const path of ['sample/src', 'sample/test', 'sample-github/src', 'sample-github/test', 'sample/frontend/src', 'sample/frontend/vite.config.ts']) {
      project.eslint?.addLintPattern(path);
      project.eslint?.allowDevDeps(path.endsWith('.ts') ? path : `${path}/**`);
    }
    const eslint = project.tryFindObjectFile('.eslintrc.json');
    eslint?.addOverride('parserOptions.project', ['./tsconfig.dev.json', './sample/frontend/tsconfig.json']);
    // The sample imports the package by its name, which only the development config maps to the sources.
    eslint?.addOverride('settings.import/resolver.typescript.project', './tsconfig.dev.json');

    // What a build of the sample leaves behind must not travel in the package, from which it would be copied to users.
    for (const path of ['/sample/**/.venv/', '/sample/**/__pycache__/', '/sample/**/.*_cache/', '/sample/**/reports/', '/sample/**/buildspec.yml']) {
      project.addPackageIgnore(path);
    }
    project.gitignore.exclude('/sample/**/reports/', '/sample/**/dist/', '.pytest_cache', '.ruff_cache');
  }
}
