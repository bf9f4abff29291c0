import { Annotations, aws_codepipeline as codepipeline, pipelines, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { actionInputCount } from './action-input';
import type { Count } from './count';
import { Excess, Levels } from './levels';
import { pipelineCounts, RenderedPipeline } from './pipeline-counts';
import { plannedCounts } from './planned-counts';
import { policyCounts } from './policy-counts';
import { renderTemplate, StackTemplate } from './stack-template';
import type { ServiceLimits } from '../../../service-limits';
import type { DeliveryPipeline } from '../approvals/delivery-pipeline';

/**
 * Counts what AWS limits: as soon as the waves are known, so that a structure without hope ends before it is rendered, and
 * on the templates themselves once everything in them is resolved.
 */
export class Preflight {
  private readonly levels: Levels;

  /** @throws Error that lists the levels that cannot work */
  public constructor(private readonly scope: Construct, private readonly pipeline: DeliveryPipeline, limits: ServiceLimits = {}) {
    this.levels = new Levels(scope.node.path, limits);
    // The last moment before templates are written and validated, and the first at which they are complete.
    scope.node.addValidation({ validate: () => this.checkRendered() });
  }

  /** @throws Error that lists every limit that the waves exceed by themselves */
  public checkWaves(engine: pipelines.CodePipeline): void {
    const failures = this.levels.failures(plannedCounts(engine, this.pipeline));
    if (failures.length > 0) {
      throw new Error(`${this.scope.node.path} ${report(failures)}`);
    }
  }

  private checkRendered(): string[] {
    const counts = this.renderedCounts();
    for (const { limit, message } of this.levels.warnings(counts)) {
      Annotations.of(this.scope).addWarningV2(`cdk-multi-account-pipeline:limits.${limit}`, message);
    }
    const failures = this.levels.failures(counts);
    return failures.length === 0 ? [] : [report(failures)];
  }

  private renderedCounts(): Count[] {
    const stack = Stack.of(this.pipeline);
    // The pipeline's own region counts as one of them.
    const stacks = new Set([stack, ...Object.values(this.pipeline.crossRegionSupport).map((support) => support.stack)]);
    const templates = [...stacks].map(renderTemplate);
    const definition = this.pipeline.node.defaultChild as codepipeline.CfnPipeline;
    const { Properties } = templates[0].resources[stack.resolve(definition.logicalId) as string];
    const { warn, fail } = this.levels.of('actionInputBytes');
    return [
      ...pipelineCounts(Properties as unknown as RenderedPipeline),
      ...templates.flatMap(policyCounts),
      ...templates.flatMap(templateCounts),
      actionInputCount(this.scope.node.root as Stage, templates, Math.min(warn ?? Infinity, fail ?? Infinity)),
    ];
  }
}

function templateCounts({ stackName, resources, text }: StackTemplate): Count[] {
  return [
    { limit: 'templateBytes', count: Buffer.byteLength(text), where: stackName },
    { limit: 'resources', count: Object.keys(resources).length, where: stackName },
  ];
}

function report(failures: readonly Excess[]): string {
  const count = failures.length === 1 ? '1 limit of AWS' : `${failures.length} limits of AWS`;
  return [`exceeds ${count}:`, ...failures.map(({ message }) => `  - ${message}`)].join('\n');
}
