import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedPathExpression, pathExpression } from './path-expression';

/** The variable that says what a build is made of besides files: its settings, and the values that it gets from the pipeline. */
export const BUILD_DEFINITION = 'BUILD_DEFINITION';

/** The variables in which the commands pass on whether the output was taken, and the script that keeps it. */
const TAKEN = 'BUILD_REUSE';
const SCRIPT_VARIABLE = 'BUILD_REUSE_SCRIPT';

/** No variable of the user's may have one of these names. */
export const REUSE_VARIABLES: readonly string[] = [BUILD_DEFINITION, TAKEN, SCRIPT_VARIABLE];

/** The folder in the repository that CodeBuild's cache brings from one build to the next. */
export const REUSE_FOLDER = '.build-reuse';

/** What the buildspec's cache keeps for it. */
export const REUSE_CACHE_PATH = `${REUSE_FOLDER}/**/*`;

const SCRIPT = join(__dirname, '..', '..', '..', 'assets', 'builds', 'reuse.sh');

/** A build that takes its last output while nothing has changed that it depends on. Paths are from the repository's root. */
export interface ReusableBuild {
  readonly output: string;

  /** Patterns of the files that the build depends on. */
  readonly paths: readonly string[];

  /** The buildspec, if it is a file of the repository. */
  readonly buildspec?: string;

  /** What the buildspec's cache keeps: the build finds other files there each time. */
  readonly cachePaths?: readonly string[];

  /** Patterns of the reports, which are kept with the output. */
  readonly reports?: readonly string[];
}

/**
 * The commands that make a build reusable: the first one looks for its output, those of the build run if there is none,
 * the last one keeps what they have made. A failing command ends the build before it.
 *
 * The first one is for the phase `install`, the others are for it and for `build`. They pass values on as variables, the only thing
 * that CodeBuild promises to carry from command to command.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec.phases
 */
export class ReuseCommands {
  public constructor(private readonly build: ReusableBuild) {}

  /** Takes the kept output, if there is one. */
  public get take(): string {
    const { output, paths, buildspec, cachePaths = [] } = this.build;
    // A pattern of no path: every path has a character.
    const cached = cachePaths.filter((path) => !/^[/~$]/.test(path)).map(cachedPathExpression).join('|') || '^$';
    const patterns = [...paths, ...(buildspec === undefined ? [] : [buildspec])].flatMap((pattern) => [pattern, pathExpression(pattern)]);
    return [
      `export ${SCRIPT_VARIABLE}='${readFileSync(SCRIPT, 'utf8')}'`,
      `export ${TAKEN}`,
      `${TAKEN}=$(bash -c "$${SCRIPT_VARIABLE}" reuse take ${[output, cached, ...patterns].map(quoted).join(' ')})`,
    ].join('\n');
  }

  /** Keeps the output of a build whose commands have all succeeded. */
  public get keep(): string {
    const { output, reports = [] } = this.build;
    const [command] = this.unlessTaken([`bash -c "$${SCRIPT_VARIABLE}" reuse keep "$${TAKEN}" ${[output, ...reports.map(pathExpression)].map(quoted).join(' ')}`]);
    return command;
  }

  /** The commands, which run unless the output was taken. */
  public unlessTaken(commands: readonly string[]): string[] {
    // The colon is for a command that is a comment and nothing else.
    return commands.map((command) => `if [ "$${TAKEN}" != reused ]; then :\n${command.trimEnd()}\nfi`);
  }
}

function quoted(text: string): string {
  return `'${text.replace(/'/g, '\'\\\'\'')}'`;
}
