import { spawnSync } from 'node:child_process';

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

/** A warning for each runtime that is installed here in another version than the build asks for. Nothing is installed. */
export function runtimeVersionWarnings(wanted: Readonly<Record<string, string>>, environment: Readonly<Record<string, string>>): string[] {
  return Object.entries(wanted).flatMap(([runtime, version]) => {
    const digits = /^\d+(\.\d+)?/.exec(version)?.[0];
    const command = COMMANDS[runtime];
    if (!digits || !command) {
      return digits ? [`the build asks for ${runtime} ${version}; the rehearsal cannot compare that runtime`] : [];
    }
    const answer = spawnSync(command[0], [command[1]], { env: { ...environment }, encoding: 'utf8' });
    const installed = /\d+\.\d+(\.\d+)?/.exec(`${answer.stdout ?? ''}${answer.stderr ?? ''}`)?.[0];
    if (!installed) {
      return [`the build asks for ${runtime} ${version}, which is not installed here`];
    }
    const same = `${installed}.`.startsWith(`${digits}.`);
    return same ? [] : [`the build asks for ${runtime} ${version}, here is ${installed}`];
  });
}
