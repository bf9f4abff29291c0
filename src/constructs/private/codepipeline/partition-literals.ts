import { aws_codepipeline as codepipeline, Lazy, region_info as regions, Stack } from 'aws-cdk-lib';

/**
 * Writes the partition of the pipeline's region into the ARNs of its actions.
 *
 * Each deployment names two roles of its environment, whose ARNs CDK Pipelines joins from parts. Joined here they leave a
 * fifth of a large pipeline's template out, which CloudFormation limits to 1 MB and validators read at each synth, and
 * cfn-lint (E3703) asks for no other form of them. No pipeline reaches another partition, so that it says the same.
 */
export function writePartition(pipeline: codepipeline.Pipeline): void {
  const { partition } = regions.RegionInfo.get(Stack.of(pipeline).region);
  if (partition === undefined) {
    return;
  }
  const definition = pipeline.node.defaultChild as codepipeline.CfnPipeline;
  const stages = definition.stages;
  definition.stages = Lazy.uncachedAny({ produce: (context) => withPartition(context.resolve(stages), partition) });
}

function withPartition(value: unknown, partition: string): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => withPartition(item, partition));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if ('Ref' in value && value.Ref === 'AWS::Partition') {
    return partition;
  }
  const object = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withPartition(item, partition)]));
  return isJoinOfText(object) ? object['Fn::Join'][1].join('') : object;
}

/** Whether nothing is left to join but text. */
function isJoinOfText(value: Record<string, unknown>): value is { 'Fn::Join': [string, string[]] } {
  const join = value['Fn::Join'];
  return Array.isArray(join) && join[0] === '' && Array.isArray(join[1]) && join[1].every((part) => typeof part === 'string');
}
