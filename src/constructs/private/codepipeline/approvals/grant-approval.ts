import { aws_codepipeline as codepipeline, aws_iam as iam } from 'aws-cdk-lib';
import { APPROVE } from './stage-names';

/**
 * The rights to give one approval. Reading is what the console and `aws codepipeline get-pipeline-state`
 * need to find the approval's token; the list of all pipelines is not part of it.
 */
export function grantApproval(
  pipeline: codepipeline.IPipeline, stage: string, grantee: iam.IGrantable, requireMfa: boolean,
): iam.Grant {
  const read = iam.Grant.addToPrincipal({
    grantee,
    actions: ['codepipeline:GetPipeline', 'codepipeline:GetPipelineState', 'codepipeline:GetPipelineExecution'],
    resourceArns: [pipeline.pipelineArn],
  });
  return read.combine(iam.Grant.addToPrincipal({
    grantee,
    actions: ['codepipeline:PutApprovalResult'],
    resourceArns: [`${pipeline.pipelineArn}/${stage}/${APPROVE}`],
    ...(requireMfa && { conditions: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
  }));
}
