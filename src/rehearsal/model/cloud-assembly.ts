import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A CloudFormation template, as far as the rehearsal reads it. */
export interface Template {
  readonly Resources?: Record<string, TemplateResource>;
  readonly Parameters?: Record<string, { Default?: unknown }>;
  readonly Mappings?: Record<string, Record<string, Record<string, unknown>>>;
}

/** A resource of a template. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly Metadata?: Record<string, unknown>;
}

/** A stack of a cloud assembly. */
export interface AssemblyStack {
  /** The path of artifact ids from the outermost assembly, such as `assembly-Beta/BetaApi1234`. Survives a new synth. */
  readonly path: string;
  /** The artifact's own id. */
  readonly id: string;
  /** What `cdk ls` shows, such as `Beta/Api`. */
  readonly displayName: string;
  readonly stackName: string;
  readonly account: string;
  readonly region: string;
  readonly templateFile: string;
  readonly tags: Readonly<Record<string, string>>;
  /** The paths of what must be deployed before, stacks and others. */
  readonly dependencies: readonly string[];
}

interface Manifest {
  readonly artifacts?: Record<string, ManifestArtifact>;
}

interface ManifestArtifact {
  readonly type: string;
  readonly environment?: string;
  readonly displayName?: string;
  readonly dependencies?: readonly string[];
  readonly properties?: { templateFile?: string; stackName?: string; directoryName?: string; tags?: Record<string, string> };
}

/** What a stack without a fixed environment is rehearsed in, so that its ARNs stay readable. */
export const UNKNOWN_ACCOUNT = '000000000000';
const UNKNOWN_REGION = 'us-east-1';

/** The output of `cdk synth`: its stacks, those of nested assemblies included. */
export class CloudAssembly {
  /** Whether a folder holds a cloud assembly. */
  public static isAt(directory: string): boolean {
    return existsSync(join(directory, 'manifest.json'));
  }

  /**
   * Reads the manifests. Templates are read when asked for.
   *
   * @throws Error if a manifest is missing or is no JSON
   */
  public static load(directory: string): CloudAssembly {
    return new CloudAssembly(directory, stacksOf(directory, ''));
  }

  private constructor(public readonly directory: string, private readonly _stacks: readonly AssemblyStack[]) {}

  public get stacks(): AssemblyStack[] {
    return [...this._stacks];
  }

  /** The stacks that `cdk deploy` of one stack deploys: all that it depends on, and itself as the last. */
  public deployedWith(stack: AssemblyStack): AssemblyStack[] {
    const wanted = new Set([stack.path]);
    for (const path of wanted) {
      this._stacks.find((one) => one.path === path)?.dependencies.forEach((dependency) => wanted.add(dependency));
    }
    return [...this._stacks.filter(({ path }) => wanted.has(path) && path !== stack.path), stack];
  }

  /** @throws Error if the stack's template cannot be read or is no JSON */
  public template(stack: AssemblyStack): Template {
    return readJson(stack.templateFile) as Template;
  }
}

function stacksOf(directory: string, prefix: string): AssemblyStack[] {
  const manifest = readJson(join(directory, 'manifest.json')) as Manifest;
  return Object.entries(manifest.artifacts ?? {}).flatMap(([id, artifact]) => {
    if (artifact.type === 'cdk:cloud-assembly' && artifact.properties?.directoryName) {
      return stacksOf(join(directory, artifact.properties.directoryName), `${prefix}${id}/`);
    }
    if (artifact.type === 'aws:cloudformation:stack' && artifact.properties?.templateFile) {
      return [stackOf(directory, prefix, id, artifact)];
    }
    return [];
  });
}

function stackOf(directory: string, prefix: string, id: string, artifact: ManifestArtifact): AssemblyStack {
  const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(artifact.environment ?? '') ?? [];
  return {
    path: `${prefix}${id}`,
    id,
    displayName: artifact.displayName ?? id,
    stackName: artifact.properties?.stackName ?? id,
    account: !account || account.startsWith('unknown') ? UNKNOWN_ACCOUNT : account,
    region: !region || region.startsWith('unknown') ? UNKNOWN_REGION : region,
    templateFile: join(directory, artifact.properties!.templateFile!),
    tags: artifact.properties!.tags ?? {},
    dependencies: (artifact.dependencies ?? []).map((dependency) => `${prefix}${dependency}`),
  };
}

function readJson(file: string): unknown {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not valid JSON: ${(error as Error).message}. Run \`cdk synth\` again.`);
  }
}
