import { posix, relative, sep } from 'node:path';
import { Stage } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** Where a file that a construct leaves in its assembly is in the app's; a stage's assembly is a folder of that. */
export function pathInAssembly(construct: IConstruct, file: string): string {
  const app = construct.node.root as Stage;
  return posix.join(...relative(app.outdir, Stage.of(construct)!.outdir).split(sep), file);
}
