import { Component, JsonPatch } from 'projen';
import { AwsCdkConstructLibrary } from 'projen/lib/awscdk';
import { toolchain } from './toolchain';

/** What happens between jsii's compiler and the package: a lazy index, compiled README examples, the files that ship. */
export class LibraryBuild extends Component {
  constructor(project: AwsCdkConstructLibrary) {
    super(project);
    // projen adds some of its own tools with ranges; the toolchain's exact versions have the last word.
    project.addDevDeps(...toolchain.devDependencies);
    project.compileTask.exec('node scripts/lazy-index.js');
    this.bundleReleaseFunction(project);
    for (const path of ['/projenrc/', '/scripts/', '/bench/', '/docs/', '/rosetta/', '/.ci/', '/.emulator/', '/tsconfig.dev.json']) {
      project.addPackageIgnore(path);
    }
    project.package.addEngine('npm', '>=10');
    // publib's own default is the public registry; which one that is, is not this repository's to say.
    project.tryFindObjectFile('.github/workflows/release.yml')?.patch(JsonPatch.remove('/jobs/release_npm/steps/9/env/NPM_REGISTRY'));
    project.package.addField('overrides', toolchain.overrides);

    // The release packs every language in a job of its own, with that language's tools; a build here packs what npm gets.
    project.packageTask.reset();
    project.packageTask.spawn(project.tasks.tryFind('package:js')!);

    const examples = project.addTask('examples', {
      description: 'Compile every example of the README and of the docstrings',
      exec: 'jsii-rosetta extract --compile --fail --strict --output .rosetta.tabl.json',
    });
    project.gitignore.exclude('.rosetta.tabl.json', '.jsii.tabl.json');
    project.postCompileTask.spawn(examples);
    project.postCompileTask.spawn(project.addTask('code-generation', {
      description: 'Generate the sources of the Python, Java and Go packages',
      exec: 'jsii-pacmak --code-only --target python --target java --target go --outdir dist/code',
    }));
  }

  /** The function's libraries are in its one file, so neither its sources nor they are needed where the package is used. */
  private bundleReleaseFunction(project: AwsCdkConstructLibrary) {
    project.compileTask.exec('node scripts/release-function.js');
    project.gitignore.exclude('/assets/site/release-function/');
    project.addPackageIgnore('/assets/site/releases/');
  }
}
