import { aws_iam as iam, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { acknowledge } from '../acknowledge';
import { renderReference } from '../render-reference';

/** Wildcards that CDK's own grants contain, each with the reason why it is right here. Any other one stays a finding. */
const ACCEPTED: { wildcard: RegExp; reason: string }[] = [
  {
    wildcard: /^Action::s3:(GetObject|GetBucket|List|DeleteObject|Abort)\*$/,
    reason: 'CDK grants families of S3 actions; the statement names the artifact bucket as its only resource.',
  },
  {
    wildcard: /^Action::kms:(ReEncrypt|GenerateDataKey)\*$/,
    reason: 'The two forms of these KMS actions belong together; the statement names one key of the pipeline\'s own.',
  },
  {
    wildcard: /^Resource::(<\w+\.Arn>|arn:(<AWS::Partition>|[\w-]+):s3:::[\w.-]+)\/\*$/,
    reason: 'Artifacts are objects of the artifact bucket whose keys CodePipeline chooses.',
  },
  {
    wildcard: /^Resource::([\w-]+:ExportsOutput|\{"Fn::GetStackOutput":)\S+Bucket\w+Arn\w+("\}\})?\/\*$/,
    reason: 'Artifacts are objects of the shared artifact bucket whose keys CodePipeline chooses.',
  },
  {
    wildcard: /^Resource::arn:(<AWS::Partition>|[\w-]+):logs:[^:]+:[^:]+:log-group:\/aws\/codebuild\/(<\w+>:)?\*$/,
    reason: 'CodeBuild chooses the names of log streams, and a publishing role is shared by the publishing projects.',
  },
  {
    wildcard: /^Resource::arn:(<AWS::Partition>|[\w-]+):codebuild:[^:]+:[^:]+:report-group\/(<\w+>-)?\*$/,
    reason: 'The names of report groups come from buildspecs.',
  },
  {
    wildcard: /^Resource::arn:(<AWS::Partition>|[\w-]+):ec2:(<AWS::Region>|[\w-]+):(<AWS::AccountId>|\d{12}):network-interface\/\*$/,
    reason: 'CodeBuild makes a network interface for each build in a VPC; conditions limit the statement to its subnets and to CodeBuild.',
  },
  {
    wildcard: /^Resource::arn:(\*|[\w-]+):iam::\d{12}:role\/\*$/,
    reason: 'Self-mutation assumes the bootstrap roles, which a condition on their tag limits the statement to.',
  },
  {
    wildcard: /^Resource::<\w+\.Arn>\/[a-z][a-z0-9-]*\/\*$/,
    reason: 'A build\'s cache is objects below the build\'s own name, whose keys CodeBuild chooses.',
  },
  {
    wildcard: /^Resource::<\w+\.Arn>:\*$/,
    reason: 'CDK lets the action of a bake call every version of its one function.',
  },
  {
    wildcard: /^Resource::\*$/,
    reason: 'Self-mutation describes stacks, asset publishing runs builds, keys of other regions are known by alias only, network interfaces have no ARN before they exist, ' +
      'and neither the list of functions nor the result of a job has one.',
  },
];

/** Acknowledges the accepted wildcards below a pipeline, one finding on one policy each. */
export function acknowledgePipelineFindings(pipeline: IConstruct): void {
  // The last moment before templates are written: findings name references to other stacks as they are written then.
  pipeline.node.addValidation({
    validate: () => {
      acknowledgeWildcards(pipeline);
      return [];
    },
  });
}

function acknowledgeWildcards(pipeline: IConstruct): void {
  for (const policy of pipeline.node.findAll().filter((construct): construct is iam.CfnPolicy => construct instanceof iam.CfnPolicy)) {
    for (const wildcard of wildcardsOf(policy)) {
      const accepted = ACCEPTED.find((candidate) => candidate.wildcard.test(wildcard));
      if (accepted) {
        acknowledge(policy, `IAM5[${wildcard}]`, accepted.reason);
      }
    }
  }
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
}

function wildcardsOf(policy: iam.CfnPolicy): Set<string> {
  const document = Stack.of(policy).resolve(policy.policyDocument) as { Statement: Statement[] };
  const found = document.Statement.filter((statement) => statement.Effect === 'Allow').flatMap((statement) => [
    ...[statement.Action].flat().map((action) => `Action::${action}`),
    ...[statement.Resource].flat().map((resource) => `Resource::${renderReference(policy, resource)}`),
  ]);
  return new Set(found.filter((finding) => finding.includes('*')));
}
