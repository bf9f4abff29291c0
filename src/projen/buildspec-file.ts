import { basename, dirname } from 'node:path';
import { Component, Project, YamlFile } from 'projen';
import { REUSE_CACHE_PATH, ReuseCommands } from '../blueprint/private/build-reuse';

const JUNIT = 'junit.xml';

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

  /**
   * The files that the build depends on, by patterns such as `backend/**`: while none has changed, nor this buildspec,
   * the last output is taken and no command runs. Needs `output`, and the same `paths` in `pipeline.json`, which make the
   * pipeline keep it.
   *
   * @default - the build always runs
   */
  readonly paths?: string[];
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
   * @throws Error if there are `paths` without an `output`
   */
  constructor(project: Project, path: string, options: BuildspecFileOptions) {
    super(project);
    const reuse = reuseOf(path, options);
    this.file = new YamlFile(project, path, {
      obj: {
        version: 0.2,
        phases: {
          install: { 'runtime-versions': options.runtimes, ...(reuse && { commands: [reuse.take] }) },
          build: { commands: reuse ? [...reuse.unlessTaken(options.commands), reuse.keep] : options.commands },
        },
        ...(options.junitReports && {
          reports: {
            [basename(dirname(path))]: { 'base-directory': options.junitReports, 'files': [JUNIT], 'file-format': 'JUNITXML' },
          },
        }),
        ...(options.output && { artifacts: { 'base-directory': options.output, 'files': ['**/*'] } }),
        ...(reuse && { cache: { paths: [REUSE_CACHE_PATH] } }),
      },
    });
  }
}

function reuseOf(buildspec: string, { junitReports, output, paths }: BuildspecFileOptions): ReuseCommands | undefined {
  if (!paths) {
    return undefined;
  }
  if (!output) {
    throw new Error(`BuildspecFile ${buildspec}: paths need an output, because nothing else of a build is kept, got: nothing. Give output, or remove paths.`);
  }
  return new ReuseCommands({ output, paths, buildspec, reports: junitReports ? [`${junitReports}/${JUNIT}`] : [] });
}
