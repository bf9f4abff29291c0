import { posix } from 'node:path';
import { pipelines } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Check, CheckType } from '../../../../blueprint';
import { AssemblyFiles } from '../assembly-files';

const SCRIPT_NAMES: Partial<Record<CheckType, string>> = {
  [CheckType.SMOKE]: 'smoke', [CheckType.LOAD]: 'load', [CheckType.SECURITY_SCAN]: 'security-scan',
};

/** The scripts of the built-in checks and their configurations. */
export class CheckFiles extends AssemblyFiles {
  /** @param assembly the artifact that holds the files */
  public constructor(scope: Construct, id: string, assembly: pipelines.FileSet) {
    super(scope, id, { scripts: 'checks', folder: 'checks', assembly });
  }

  /** The command that runs a built-in check where the assembly lies in a folder. */
  public command(check: Check, environment: string, assemblyFolder: string, report: string): string {
    const configuration = `${environment}.${check.name}.json`;
    this.add(configuration, check._toDocument());
    const folder = posix.join(assemblyFolder, this.folder);
    return `node "${folder}/${SCRIPT_NAMES[check.type]}.js" --junit "${report}" "${folder}/${configuration}"`;
  }
}
