import { UsageError } from '../usage-error';
import { CloudAssembly } from './cloud-assembly';
import { definitionProblems } from './definition-rules';
import type { PipelineDefinition } from './pipeline-definition';
import { readPipelines } from './pipeline-reader';

/**
 * The pipeline to rehearse.
 *
 * @param wanted its logical id, its name, or its stack; may be left out if the app has one pipeline
 * @throws UsageError if there is no cloud assembly, no pipeline, or no single answer
 */
export function choosePipeline(app: string, wanted?: string): PipelineDefinition {
  if (!CloudAssembly.isAt(app)) {
    throw new UsageError('--app', 'must be a folder with a synthesized CDK app (a manifest.json)', app, 'Run `cdk synth` first, or name its output folder.');
  }
  const pipelines = readPipelines(CloudAssembly.load(app));
  if (pipelines.length === 0) {
    throw new UsageError('--app', 'must hold an AWS::CodePipeline::Pipeline', app, 'Name the app that makes the pipeline.');
  }
  const matching = wanted === undefined ? pipelines : pipelines.filter((pipeline) => namesOf(pipeline).includes(wanted));
  if (matching.length !== 1) {
    const known = pipelines.map((pipeline) => `${pipeline.stack.displayName}/${pipeline.logicalId}`).join(', ');
    throw new UsageError('--pipeline', 'must name one pipeline of the app', wanted ?? 'nothing', `Give one of: ${known}.`);
  }
  return matching[0];
}

/**
 * Refuses what AWS would not create, before anything runs.
 *
 * @throws UsageError that names everything that is wrong
 */
export function checkDefinition(pipeline: PipelineDefinition): void {
  const problems = definitionProblems(pipeline);
  if (problems.length > 0) {
    const place = `the pipeline ${pipeline.stack.displayName}/${pipeline.logicalId}`;
    throw new UsageError(place, 'must be one that AWS creates', problems.join('; '), 'Correct the app and run `cdk synth` again.');
  }
}

/** The same pipeline in a newer cloud assembly, if it is still there. */
export function findPipelineAgain(assembly: CloudAssembly, running: PipelineDefinition): PipelineDefinition | undefined {
  const inSameStack = readPipelines(assembly).filter((pipeline) => pipeline.stack.path === running.stack.path);
  return inSameStack.find((pipeline) => pipeline.logicalId === running.logicalId);
}

function namesOf({ name, logicalId, stack }: PipelineDefinition): string[] {
  const stacks = [stack.id, stack.path, stack.displayName, stack.stackName];
  return [name, logicalId, ...stacks, ...stacks.map((id) => `${id}/${logicalId}`)];
}
