import { Stack, Stage } from 'aws-cdk-lib';
import { differences } from './private/differences';
import { withDependencies } from './private/stack-dependencies';

/**
 * What a pipeline is made of: the templates of its stack and of the stacks that it depends on, such as those with its
 * artifacts in other regions. What it delivers is no part of it.
 *
 * Use it in a test that proves that a commit of application code alone leaves the pipeline as it is. Only then can
 * CodePipeline roll a stage back to the run before that commit.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-rollback.html
 */
export class PipelineStructure {
  /**
   * The structure of the pipeline in a stack. Synthesizes the app of the stack.
   *
   * @throws Error if the app cannot be synthesized
   */
  public static of(stack: Stack): PipelineStructure {
    (stack.node.root as Stage).synth();
    return new PipelineStructure(new Map(withDependencies(stack).map((one) => [one.stackName, templateOf(one)])));
  }

  private readonly templates: ReadonlyMap<string, unknown>;

  private constructor(templates: ReadonlyMap<string, unknown>) {
    this.templates = templates;
  }

  /**
   * What of this structure is not as in another one: a line for each difference, with stack, place, and both values. Empty if the
   * structures are identical.
   *
   * @param other the structure before, such as that of an app with other content
   */
  public differencesFrom(other: PipelineStructure): string[] {
    const names = [...new Set([...other.templates.keys(), ...this.templates.keys()])];
    return names.flatMap((name) => differences(other.templates.get(name), this.templates.get(name)).map((line) => `${name}: ${line}`));
  }
}

function templateOf(stack: Stack): unknown {
  return Stage.of(stack)!.synth().getStackArtifact(stack.artifactId).template;
}
