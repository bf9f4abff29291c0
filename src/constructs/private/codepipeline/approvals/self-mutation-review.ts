import { Aws, aws_codebuild as codebuild, aws_codepipeline as codepipeline, aws_codepipeline_actions as actions, aws_iam as iam, Lazy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { DeliveryPipeline } from './delivery-pipeline';
import { unpackCommand } from './packed-scripts';
import { EXPORT_VARIABLES, OUTPUT, VARIABLES } from './review-outputs';
import { skippedUnless } from './skipped-unless';
import { APPROVE, UPDATE, UPDATE_APPROVAL, UPDATE_REVIEW } from './stage-names';
import { updatedStacks } from './update-stacks';
import { approvalMessage } from '../../../../blueprint/private/approval-message';
import { pathInAssembly } from '../../path-in-assembly';
import { BUILD_IMAGE, NODE_RUNTIME } from '../build-environment';

/**
 * What the pipeline would change in its own stacks, described before it updates itself; a person approves what is risky.
 *
 * The scripts are those of the pipeline that runs, in its own buildspec: a commit that changes what is reviewed cannot
 * change who reviews it (decision 20). Nothing of the build that made the templates is executed.
 */
export class SelfMutationReview extends Construct {
  /** @param pipeline with all its stages: the review takes its place before the update */
  public constructor(scope: Construct, id: string, pipeline: DeliveryPipeline) {
    super(scope, id);
    const update = pipeline.stage(UPDATE);
    const { inputs: [assembly] = [], role } = update.actions[0].actionProperties;
    const review = pipeline.addStage({ stageName: UPDATE_REVIEW, placement: { rightBefore: update } });
    const summary = new actions.CodeBuildAction({
      actionName: 'Summary',
      input: assembly,
      outputs: [new codepipeline.Artifact('UpdatePipeline_Review')],
      project: this.project(pipeline),
      role,
      variablesNamespace: 'UpdatePipeline@Review@Summary',
    });
    review.addAction(summary);
    pipeline.enterOnlyIf(UPDATE_APPROVAL, skippedUnless('HasRisks', summary.variable('HAS_RISKS')));
    pipeline.addStage({ stageName: UPDATE_APPROVAL, placement: { rightBefore: update } }).addAction(new actions.ManualApprovalAction({
      actionName: APPROVE, additionalInformation: approvalMessage('Let the pipeline update itself?', summary.variable('SUMMARY')),
    }));
  }

  private project(pipeline: DeliveryPipeline): codebuild.PipelineProject {
    const stack = Stack.of(pipeline);
    const project = new codebuild.PipelineProject(this, 'Summary', {
      description: 'Describes what the pipeline would change in its own stacks',
      environment: { buildImage: BUILD_IMAGE },
      buildSpec: codebuild.mergeBuildSpecs(NODE_RUNTIME, codebuild.BuildSpec.fromObject({
        version: '0.2',
        env: { 'exported-variables': VARIABLES },
        phases: { build: { commands: commands(pipeline), finally: ['rm -rf "$SCRIPTS"'] } },
        artifacts: { 'base-directory': OUTPUT, 'files': '**/*' },
      })),
    });
    project.addToRolePolicy(new iam.PolicyStatement({
      actions: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate'],
      resources: Lazy.list({
        produce: () => updatedStacks(stack).map(({ name, account, region }) => `arn:${Aws.PARTITION}:cloudformation:${region}:${account}:stack/${name}/*`),
      }),
    }));
    return project;
  }
}

function commands(pipeline: DeliveryPipeline): string[] {
  const stack = Stack.of(pipeline);
  const configuration = Lazy.string({
    // Stacks of other regions, and what references lead to, become dependencies as late as in the synthesis.
    produce: () => JSON.stringify({
      environment: 'the pipeline',
      pipelineStage: UPDATE,
      update: { assembly: pathInAssembly(stack, ''), stack: stack.node.path },
      stacks: updatedStacks(stack),
    }),
  });
  return [
    // Outside of the assembly, whose files could say how Node reads those beside them.
    'export SCRIPTS="$(mktemp -d)"',
    unpackCommand('update-summary.js', '$SCRIPTS'),
    `cat > "$SCRIPTS/update.json" <<'END_OF_JSON'\n${configuration}\nEND_OF_JSON`,
    `rm -rf ${OUTPUT}`,
    `node "$SCRIPTS/update-summary.js" "$SCRIPTS/update.json" ${OUTPUT}`,
    EXPORT_VARIABLES,
  ];
}
