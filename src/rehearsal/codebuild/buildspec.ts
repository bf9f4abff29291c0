import { parse } from 'yaml';
import { isObject } from '../model/intrinsics';

/** The phases of a build in their order. */
export const PHASES = ['install', 'pre_build', 'build', 'post_build'] as const;
export type PhaseName = typeof PHASES[number];

/** A buildspec of version 0.2, as far as the rehearsal acts on it. */
export interface Buildspec {
  readonly variables: Readonly<Record<string, string>>;
  /** Variables that AWS reads from Parameter Store or Secrets Manager: name to where from. */
  readonly remoteVariables: Readonly<Record<string, string>>;
  readonly exportedVariables: readonly string[];
  readonly runtimeVersions: Readonly<Record<string, string>>;
  readonly phases: Readonly<Partial<Record<PhaseName, BuildPhase>>>;
  readonly artifacts?: BuildArtifacts;
  readonly secondaryArtifacts: Readonly<Record<string, BuildArtifacts>>;
}

export interface BuildPhase {
  readonly commands: readonly string[];
  readonly finally: readonly string[];
  /** What happens after a failing command; undefined is CodeBuild's default, which depends on the phase. */
  readonly onFailure?: 'ABORT' | 'CONTINUE';
}

/** Which files make an artifact. */
export interface BuildArtifacts {
  readonly baseDirectory?: string;
  readonly files: readonly string[];
  readonly excludePaths: readonly string[];
  readonly discardPaths: boolean;
}

/**
 * Reads a buildspec, in YAML or JSON.
 *
 * @throws Error that says what is wrong where; CodeBuild would fail such a build in its DOWNLOAD_SOURCE phase
 */
export function parseBuildspec(text: string): Buildspec {
  let document: unknown;
  try {
    document = parse(text);
  } catch (error) {
    throw new Error(`the buildspec is no valid YAML: ${(error as Error).message}`);
  }
  const root = section(document, 'the buildspec');
  const version = String(root.version);
  if (version !== '0.2') {
    throw new Error(`the buildspec's version must be 0.2, got: ${version}. Version 0.1 runs every command in a shell of its own.`);
  }
  const env = section(root.env, 'env');
  const phases = section(root.phases, 'phases');
  const unknown = Object.keys(phases).filter((name) => !(PHASES as readonly string[]).includes(name));
  if (unknown.length > 0) {
    throw new Error(`phases must be some of ${PHASES.join(', ')}, got: ${unknown.join(', ')}`);
  }
  const artifacts = section(root.artifacts, 'artifacts');
  return {
    variables: texts(env.variables, 'env.variables'),
    remoteVariables: {
      ...prefixed('parameter', texts(env['parameter-store'], 'env.parameter-store')),
      ...prefixed('secret', texts(env['secrets-manager'], 'env.secrets-manager')),
    },
    exportedVariables: textList(env['exported-variables'], 'env.exported-variables'),
    runtimeVersions: texts(section(phases.install, 'phases.install')['runtime-versions'], 'phases.install.runtime-versions'),
    phases: Object.fromEntries(PHASES.filter((name) => phases[name] !== undefined).map((name) => [name, phaseOf(phases[name], name)])),
    artifacts: artifacts.files === undefined ? undefined : artifactsOf(artifacts, 'artifacts'),
    secondaryArtifacts: Object.fromEntries(Object.entries(section(artifacts['secondary-artifacts'], 'artifacts.secondary-artifacts'))
      .map(([name, value]) => [name, artifactsOf(section(value, name), `artifacts.secondary-artifacts.${name}`)])),
  };
}

function phaseOf(value: unknown, name: PhaseName): BuildPhase {
  const phase = section(value, `phases.${name}`);
  const onFailure = phase['on-failure'] === undefined ? undefined : String(phase['on-failure']);
  return {
    commands: textList(phase.commands, `phases.${name}.commands`),
    finally: textList(phase.finally, `phases.${name}.finally`),
    // RETRY starts the build once more; a rehearsal shows the first failure.
    onFailure: onFailure === undefined ? undefined : onFailure === 'CONTINUE' ? 'CONTINUE' : 'ABORT',
  };
}

function artifactsOf(value: Record<string, unknown>, place: string): BuildArtifacts {
  return {
    baseDirectory: value['base-directory'] === undefined ? undefined : String(value['base-directory']),
    files: textList(value.files, `${place}.files`),
    excludePaths: textList(value['exclude-paths'], `${place}.exclude-paths`),
    discardPaths: ['yes', 'true'].includes(String(value['discard-paths'])),
  };
}

function section(value: unknown, place: string): Record<string, unknown> {
  if (value === undefined || value === null) {
    return {};
  }
  if (!isObject(value)) {
    throw new Error(`${place} must be a mapping, got: ${JSON.stringify(value)}`);
  }
  return value;
}

function texts(value: unknown, place: string): Record<string, string> {
  return Object.fromEntries(Object.entries(section(value, place)).map(([key, item]) => [key, String(item)]));
}

/** CodeBuild takes a single text for a list of one. */
function textList(value: unknown, place: string): string[] {
  if (value === undefined || value === null) {
    return [];
  }
  return (Array.isArray(value) ? value : [value]).map((item: unknown) => {
    if (typeof item === 'object') {
      throw new Error(`${place} must be a list of texts, got: ${JSON.stringify(item)}. Quote a text that holds ": ".`);
    }
    return String(item);
  });
}

function prefixed(kind: string, values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, `${kind} ${value}`]));
}
