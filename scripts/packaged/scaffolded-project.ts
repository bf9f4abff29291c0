import { mkdirSync } from 'node:fs';
import { basename } from 'node:path';
import { LoopbackRegistry } from './loopback-registry';
import { Outcome, Processes } from './processes';

const PROJEN = 'projen@0.103.25';

/** A project made by `projen new` from the published package, in a folder outside this repository. */
export class ScaffoldedProject {
  /** Does what a new user does: one command in an empty folder. */
  public static async create(processes: Processes, registry: LoopbackRegistry, folder: string): Promise<ScaffoldedProject> {
    mkdirSync(folder, { recursive: true });
    const project = new ScaffoldedProject(processes, registry, folder);
    const { code, output } = await project.run('npx', ['--yes', PROJEN, 'new', '--from', 'cdk-multi-account-pipeline', '--name', basename(folder)]);
    if (code !== 0) {
      throw new Error(`projen new failed with exit code ${code}:\n${output}`);
    }
    return project;
  }

  private constructor(
    private readonly processes: Processes, private readonly registry: LoopbackRegistry, public readonly folder: string) {}

  /** Runs a command in the project as its user would. */
  public async run(command: string, args: string[], options: { live?: boolean } = {}): Promise<Outcome> {
    return this.processes.run(command, args, {
      cwd: this.folder, env: this.environment, ...(options.live && { stdio: ['ignore', 'inherit', 'inherit'] }),
    });
  }

  public async projen(...args: string[]): Promise<Outcome> {
    return this.run('npx', ['projen', ...args]);
  }

  private get environment(): NodeJS.ProcessEnv {
    const identity = { NAME: 'A new user', EMAIL: 'user@example.com' };
    return {
      ...this.registry.environment,
      // projen's first commit needs an identity, which a fresh machine does not have.
      GIT_AUTHOR_NAME: identity.NAME,
      GIT_AUTHOR_EMAIL: identity.EMAIL,
      GIT_COMMITTER_NAME: identity.NAME,
      GIT_COMMITTER_EMAIL: identity.EMAIL,
      // The consumer decides for itself whether it runs in CI.
      CI: undefined,
    };
  }
}
