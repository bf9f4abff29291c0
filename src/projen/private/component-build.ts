import type { Project, Task } from 'projen';
import { BuildspecFile } from '../buildspec-file';

interface ComponentBuild {
  readonly name: string;
  readonly description: string;
  readonly runtimes: { [runtime: string]: string };
  /** Run in the build's folder. */
  readonly commands: string[];
  readonly output?: string;
  readonly paths?: string[];
}

/** Where a build's tests leave `junit.xml`, in the build's folder. */
export const REPORTS = 'reports';

/** One list of commands makes both, so that a build here and a build in the pipeline cannot differ. */
export function addBuild(project: Project, build: ComponentBuild): Task {
  new BuildspecFile(project, `${build.name}/buildspec.yml`, {
    runtimes: build.runtimes,
    // Phases share one shell in buildspec 0.2, so the folder holds for all commands that follow.
    commands: [`cd ${build.name}`, ...build.commands],
    junitReports: `${build.name}/${REPORTS}`,
    output: build.output,
    paths: build.paths,
  });
  project.gitignore.exclude(`/${build.name}/${REPORTS}/`);
  if (build.output) {
    project.gitignore.exclude(`/${build.output}/`);
  }
  return project.addTask(`build:${build.name}`, {
    description: build.description,
    cwd: build.name,
    steps: build.commands.map((command) => ({ exec: command })),
  });
}
