import { basename, dirname } from 'node:path';
import { Component, Project, YamlFile } from 'projen';

/** What a buildspec says. */
export interface BuildspecFileOptions {
  /**
   * Runtimes of CodeBuild's image and their versions, such as `{ python: '3.12' }`.
   *
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/available-runtimes.html
   */
  readonly runtimes: { [runtime: string]: string };

  /**
   * Shell commands, run one after another in the same shell, which starts in the repository's root. The first one
   * that exits with another code than 0 fails the build.
   */
  readonly commands: string[];

  /**
   * The folder in which the commands leave `junit.xml`, as a path from the repository's root. CodeBuild shows the report.
   *
   * @default - no test report
   */
  readonly junitReports?: string;

  /**
   * The folder that the build hands on, as a path from the repository's root.
   *
   * @default - nothing is handed on
   */
  readonly output?: string;
}

/**
 * A buildspec that projen owns.
 *
 * Use it for a build that `PythonBuild` and `NodeBuild` do not cover.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html
 */
export class BuildspecFile extends Component {
  /** The file, for changes that the options do not cover. */
  public readonly file: YamlFile;

  /**
   * @param path of the file from the repository's root, such as `backend/buildspec.yml`
   */
  constructor(project: Project, path: string, options: BuildspecFileOptions) {
    super(project);
    this.file = new YamlFile(project, path, {
      obj: {
        version: 0.2,
        phases: {
          install: { 'runtime-versions': options.runtimes },
          build: { commands: options.commands },
        },
        ...(options.junitReports && {
          reports: {
            [basename(dirname(path))]: { 'base-directory': options.junitReports, 'files': ['junit.xml'], 'file-format': 'JUNITXML' },
          },
        }),
        ...(options.output && { artifacts: { 'base-directory': options.output, 'files': ['**/*'] } }),
      },
    });
  }
}
