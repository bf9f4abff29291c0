import { cpSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { attachCustomSynthesis, pipelines } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { pathInAssembly } from '../path-in-assembly';

const ASSETS = join(__dirname, '..', '..', '..', '..', 'assets');

/** Which scripts travel, and where in the assembly. */
export interface AssemblyFilesProps {
  /** The folder of `assets/` with the scripts. */
  readonly scripts: string;

  /** The folder of the assembly, in which each pipeline has one of its own. */
  readonly folder: string;

  /** The artifact that holds the files. */
  readonly assembly: pipelines.FileSet;
}

/**
 * Scripts and their configurations, which travel in the cloud assembly.
 *
 * There they need no download, belong to the release that they are used for, and leave the pipeline's template alone
 * when a configuration changes.
 */
export class AssemblyFiles extends Construct {
  public readonly assembly: pipelines.FileSet;
  private readonly configurations = new Map<string, unknown>();
  private readonly directory: string;
  private readonly scripts: string;

  public constructor(scope: Construct, id: string, { scripts, folder, assembly }: AssemblyFilesProps) {
    super(scope, id);
    this.assembly = assembly;
    this.scripts = join(ASSETS, scripts);
    // The folder has the pipeline's path, because several pipelines may share an assembly.
    this.directory = posix.join(folder, scope.node.path.replace(/\//g, '.'));
    attachCustomSynthesis(this, { onSynthesize: ({ outdir }) => this.write(join(outdir, this.directory)) });
  }

  /** Where the files are in the app's assembly; the pipeline's stack may itself be in a stage. */
  public get folder(): string {
    return pathInAssembly(this, this.directory);
  }

  /** Lets a configuration travel too. */
  public add(name: string, configuration: unknown): void {
    this.configurations.set(name, configuration);
  }

  private write(folder: string): void {
    if (this.configurations.size === 0) {
      return;
    }
    cpSync(this.scripts, folder, { recursive: true });
    for (const [name, configuration] of this.configurations) {
      writeFileSync(join(folder, name), `${JSON.stringify(configuration, undefined, 2)}\n`);
    }
  }
}
