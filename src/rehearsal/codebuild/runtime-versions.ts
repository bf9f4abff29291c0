import { execFile } from 'node:child_process';

/** How a runtime of a buildspec tells its version. */
const COMMANDS: Readonly<Record<string, readonly [string, string]>> = {
  nodejs: ['node', '--version'],
  python: ['python3', '--version'],
  java: ['java', '-version'],
  golang: ['go', 'version'],
  ruby: ['ruby', '--version'],
  php: ['php', '--version'],
  dotnet: ['dotnet', '--version'],
};

/** The runtimes of this machine. Each is asked for its version once, and nothing is installed. */
export class InstalledRuntimes {
  private readonly versions = new Map<string, Promise<string | undefined>>();

  /** @param environment in which builds run */
  constructor(private readonly environment: Readonly<Record<string, string>>) {}

  /** A warning for each runtime that is installed here in another version than the build asks for. */
  public async warnings(wanted: Readonly<Record<string, string>>): Promise<string[]> {
    const warnings = await Promise.all(Object.entries(wanted).map(([runtime, version]) => this.warning(runtime, version)));
    return warnings.flatMap((warning) => warning ?? []);
  }

  /** The version of a runtime; undefined if it is not installed, or not known. */
  public async versionOf(runtime: string): Promise<string | undefined> {
    const known = this.versions.get(runtime) ?? installedVersion(COMMANDS[runtime], this.environment);
    this.versions.set(runtime, known);
    return known;
  }

  private async warning(runtime: string, version: string): Promise<string | undefined> {
    const digits = /^\d+(\.\d+)?/.exec(version)?.[0];
    if (!digits) {
      return undefined;
    }
    if (!COMMANDS[runtime]) {
      return `the build asks for ${runtime} ${version}; the rehearsal cannot compare that runtime`;
    }
    const installed = await this.versionOf(runtime);
    if (!installed) {
      return `the build asks for ${runtime} ${version}, which is not installed here`;
    }
    return `${installed}.`.startsWith(`${digits}.`) ? undefined : `the build asks for ${runtime} ${version}, here is ${installed}`;
  }
}

async function installedVersion(command: readonly [string, string] | undefined, env: Readonly<Record<string, string>>): Promise<string | undefined> {
  if (!command) {
    return undefined;
  }
  const text = await new Promise<string>((resolve) => execFile(command[0], [command[1]], { env: { ...env } }, (_error, stdout, stderr) => resolve(`${stdout}${stderr}`)));
  return /\d+\.\d+(\.\d+)?/.exec(text)?.[0];
}
