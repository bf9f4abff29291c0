import { aws_s3 as s3, aws_s3_assets as assets, CfnOutput, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CONTENT } from './content';
import type { BenchStageProps } from './stage-props';

const STACKS = 4;

/** Four stacks, each after the one before it, with a bucket and a fourth of the assets: pipelines differ most where stages cost least. */
export class PlainStage extends Stage {
  public constructor(scope: Construct, id: string, props: BenchStageProps) {
    super(scope, id, props);
    let before: Stack | undefined;
    for (let index = 0; index < STACKS; index++) {
      const stack = new Stack(this, `Stack${index + 1}`);
      new s3.Bucket(stack, 'Bucket');
      CONTENT.filter((_, position) => position % STACKS === index).forEach((name) => addAsset(stack, name, props.content));
      if (before) {
        stack.addStackDependency(before);
      }
      before = stack;
    }
  }
}

function addAsset(stack: Stack, name: string, content: string): void {
  const asset = new assets.Asset(stack, name, { path: `${content}/${name}` });
  new CfnOutput(stack, `${name.replace(/\W/g, '')}Key`, { value: asset.s3ObjectKey });
}
