import { Component, Project, Task } from 'projen';
import { addBuild, REPORTS } from './private/component-build';

/** A folder with Python code. */
export interface PythonBuildOptions {
  /** The build's name in `pipeline.json`, which is also its folder. */
  readonly name: string;

  /**
   * The folder that the build hands to the CDK app, as a path from the repository's root.
   *
   * @default - nothing; the CDK app builds a container image of the folder
   */
  readonly output?: string;

  /**
   * The files that the build depends on, by patterns such as `shared/**`. While none has changed, the pipeline takes the
   * last output and runs no command. Needs `output`, and the same `paths` in `pipeline.json`.
   *
   * @default - the build always runs
   */
  readonly paths?: string[];
}

/**
 * Installs, lints and tests a folder with Python code: the task `build:<name>` and `<name>/buildspec.yml` with the same
 * commands.
 *
 * The folder has `requirements.txt` and `requirements-dev.txt`; the second one has ruff and pytest. Everything is
 * installed in `<name>/.venv`.
 */
export class PythonBuild extends Component {
  /** Runs the build on this machine. */
  public readonly task: Task;

  constructor(project: Project, options: PythonBuildOptions) {
    super(project);
    this.task = addBuild(project, {
      name: options.name,
      description: `Install, lint and test ${options.name}`,
      runtimes: { python: '3.12' },
      commands: [
        'python3 -m venv .venv',
        '.venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt --requirement requirements-dev.txt',
        '.venv/bin/python -m ruff check .',
        `.venv/bin/python -m pytest --junitxml=${REPORTS}/junit.xml`,
      ],
      output: options.output,
      paths: options.paths,
    });
    project.gitignore.exclude('.venv/', '__pycache__/', '.pytest_cache/', '.ruff_cache/');
  }
}
