import { chmodSync, cpSync, mkdirSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { assetPath } from '../assets';

/**
 * The tools of a build: stand-ins for those that need AWS, a Docker engine or the machine itself, first on the path,
 * and places where a build may install what it likes.
 */
export class Toolbox {
  private readonly shims: string;

  /**
   * @param directory an empty folder for the stand-ins
   * @param projectDirectory the developer's project, whose CDK command is used where a build installs one globally
   * @param endpoint an emulator of AWS, which assets are published to
   */
  constructor(directory: string, private readonly projectDirectory: string, private readonly endpoint?: string) {
    this.shims = join(directory, 'shims');
    cpSync(assetPath('shims'), this.shims, { recursive: true });
    // A package manager may have dropped the executable bit on the way here.
    readdirSync(this.shims).forEach((name) => chmodSync(join(this.shims, name), 0o755));
  }

  /**
   * The variables that lead a build to these tools.
   *
   * @param awsAnswers a file with what the stand-in for the AWS CLI can tell
   */
  public environment(scratch: string, notesFile: string, inheritedPath: string, awsAnswers: string): Record<string, string> {
    const globals = join(scratch, 'npm-global');
    const venv = join(scratch, 'venv');
    mkdirSync(globals);
    return {
      PATH: [this.shims, join(venv, 'bin'), join(globals, 'bin'), inheritedPath, dirname(process.execPath)].filter(Boolean).join(delimiter),
      npm_config_prefix: globals,
      npm_config_update_notifier: 'false',
      VIRTUAL_ENV: venv,
      PIP_REQUIRE_VIRTUALENV: '1',
      PIP_DISABLE_PIP_VERSION_CHECK: '1',
      REHEARSAL_SHIMS: this.shims,
      REHEARSAL_NOTES: notesFile,
      REHEARSAL_AWS_ANSWERS: awsAnswers,
      ...(this.endpoint !== undefined && { REHEARSAL_ENDPOINT: this.endpoint }),
      REHEARSAL_PROJECT_CDK: join(this.projectDirectory, 'node_modules', '.bin', 'cdk'),
    };
  }
}
