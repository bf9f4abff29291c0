import { cpSync, writeFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { attachCustomSynthesis, pipelines, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Check, CheckType } from '../../../../blueprint';

const SCRIPTS = join(__dirname, '..', '..', '..', '..', '..', 'assets', 'checks');

const SCRIPT_NAMES: Partial<Record<CheckType, string>> = {
  [CheckType.SMOKE]: 'smoke', [CheckType.LOAD]: 'load', [CheckType.SECURITY_SCAN]: 'security-scan',
};

/**
 * The scripts of the built-in checks and their configurations, which travel in the cloud assembly.
 *
 * There they need no download, belong to the release that they check, and leave the pipeline's template alone when a
 * threshold or a URL changes.
 */
export class CheckFiles extends Construct {
  private readonly configurations = new Map<string, string>();
  private readonly directory: string;

  /** @param assembly the artifact that holds the files */
  public constructor(scope: Construct, id: string, public readonly assembly: pipelines.FileSet) {
    super(scope, id);
    // The folder has the pipeline's path, because several pipelines may share an assembly.
    this.directory = posix.join('checks', scope.node.path.replace(/\//g, '.'));
    attachCustomSynthesis(this, { onSynthesize: ({ outdir }) => this.write(join(outdir, this.directory)) });
  }

  /** The command that runs a built-in check where the assembly lies in a folder. */
  public command(check: Check, environment: string, assemblyFolder: string, report: string): string {
    const configuration = `${environment}.${check.name}.json`;
    this.configurations.set(configuration, `${JSON.stringify(check._toDocument(), undefined, 2)}\n`);
    const folder = posix.join(assemblyFolder, this.folderInAssembly);
    return `node "${folder}/${SCRIPT_NAMES[check.type]}.js" --junit "${report}" "${folder}/${configuration}"`;
  }

  /** The pipeline's stack may itself be in a stage, whose assembly is a folder of the app's. */
  private get folderInAssembly(): string {
    const app = this.node.root as Stage;
    return posix.join(...relative(app.outdir, Stage.of(this)!.outdir).split(sep), this.directory);
  }

  private write(folder: string): void {
    if (this.configurations.size === 0) {
      return;
    }
    cpSync(SCRIPTS, folder, { recursive: true });
    for (const [name, text] of this.configurations) {
      writeFileSync(join(folder, name), text);
    }
  }
}
