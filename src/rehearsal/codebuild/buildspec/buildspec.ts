import { parse } from 'yaml';
import { BuildArtifacts, readArtifacts, readSecondaryArtifacts } from './artifacts';
import { BuildCache, readCache } from './cache';
import { BuildPhase, PhaseName, readPhases } from './phases';
import { BuildReports, readReports } from './reports';
import { ROOT, Section } from './section';

const SHELLS = ['bash', '/bin/sh', 'powershell.exe', 'cmd.exe'] as const;

/** A buildspec of version 0.2, as far as the rehearsal acts on it. */
export interface Buildspec {
  /** The shell of the commands; undefined is the image's `sh`. */
  readonly shell?: typeof SHELLS[number];
  readonly variables: Readonly<Record<string, string>>;
  /** Variables that AWS reads from Parameter Store: name to parameter. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Variables that AWS reads from Secrets Manager: name to `id:json-key:version-stage:version-id`. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly exportedVariables: readonly string[];
  readonly runtimeVersions: Readonly<Record<string, string>>;
  readonly phases: Readonly<Partial<Record<PhaseName, BuildPhase>>>;
  readonly reports: readonly BuildReports[];
  readonly artifacts?: BuildArtifacts;
  readonly secondaryArtifacts: Readonly<Record<string, BuildArtifacts>>;
  readonly cache?: BuildCache;
  /** Places that ask for another user than the one who runs the rehearsal. */
  readonly runAs: readonly string[];
}

/**
 * Reads a buildspec, in YAML or JSON, as https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html defines it.
 *
 * @throws Error that says everything that is wrong, and where; CodeBuild would fail such a build in its DOWNLOAD_SOURCE phase
 */
export function parseBuildspec(text: string): Buildspec {
  const problems: string[] = [];
  const root = Section.of(document(text), ROOT, problems);
  const version = String(root.text('version'));
  if (version !== '0.2') {
    problems.push(`the buildspec's version must be 0.2, got: ${version}. Version 0.1 runs every command in a shell of its own`);
  }
  const buildspec = readBuildspec(root);
  if (problems.length > 0) {
    throw new Error([...new Set(problems)].join('; '));
  }
  return buildspec;
}

function document(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`the buildspec is no valid YAML: ${(error as Error).message}`);
  }
}

function readBuildspec(root: Section): Buildspec {
  root.allow('version', 'run-as', 'env', 'proxy', 'batch', 'phases', 'reports', 'artifacts', 'cache');
  const env = root.section('env').allow('shell', 'variables', 'parameter-store', 'secrets-manager', 'exported-variables', 'git-credential-helper');
  const phases = root.section('phases');
  const artifacts = root.section('artifacts');
  env.flag('git-credential-helper');
  root.section('proxy').allow('upload-artifacts', 'logs');
  return {
    shell: env.choice('shell', SHELLS),
    variables: env.texts('variables'),
    parameters: env.texts('parameter-store'),
    secrets: env.texts('secrets-manager'),
    exportedVariables: env.textList('exported-variables'),
    runtimeVersions: phases.section('install').texts('runtime-versions'),
    phases: readPhases(phases),
    reports: readReports(root),
    artifacts: readArtifacts(artifacts),
    secondaryArtifacts: readSecondaryArtifacts(artifacts),
    cache: readCache(root.section('cache')),
    runAs: [root, ...phases.keys.map((name) => phases.section(name))].filter((section) => section.has('run-as')).map((section) => section.placeOf('run-as')),
  };
}
