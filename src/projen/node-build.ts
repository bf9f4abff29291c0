import { Component, Project, Task } from 'projen';
import { addBuild } from './private/component-build';

/** A folder with a Node.js package. */
export interface NodeBuildOptions {
  /** The build's name in `pipeline.json`, which is also its folder. */
  readonly name: string;

  /**
   * The folder that the build hands to the CDK app, as a path from the repository's root, such as `frontend/dist`.
   *
   * @default - nothing
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
 * Installs, checks, tests and builds a folder with a Node.js package: the task `build:<name>` and `<name>/buildspec.yml`
 * with the same commands.
 *
 * The folder has a `package-lock.json` and the scripts `test` and `build`; the scripts `lint` and `type-check` run
 * where they exist. Tests may leave `reports/junit.xml`.
 */
export class NodeBuild extends Component {
  /** Runs the build on this machine. */
  public readonly task: Task;

  constructor(project: Project, options: NodeBuildOptions) {
    super(project);
    this.task = addBuild(project, {
      name: options.name,
      description: `Install, check, test and build ${options.name}`,
      runtimes: { nodejs: '22' },
      commands: [
        'npm ci',
        'npm run lint --if-present',
        'npm run type-check --if-present',
        'npm test',
        'npm run build',
      ],
      output: options.output,
      paths: options.paths,
    });
    project.gitignore.exclude('node_modules/');
  }
}
