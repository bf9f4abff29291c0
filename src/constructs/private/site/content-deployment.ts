import { aws_iam as iam, aws_logs as logs, aws_s3 as s3, aws_s3_assets as assets, aws_s3_deployment as deployment, Stack } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import type { EnvironmentProfile } from '../../../blueprint';
import { acknowledge } from '../acknowledge';
import { logGroupPropsOf } from '../profile-settings';
import { renderReference } from '../render-reference';

/**
 * 1,769 MB is what gives a function one whole processor. The deployment's function is shared by all deployments of a
 * stack with the same memory: this odd size also keeps ours, whose role is narrow, away from those of the stack's owner.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
 */
const MEMORY_MB = 1769;

/** Copies the content into the bucket. Files of earlier releases stay, because open tabs still load them. */
export function deployContent(scope: Construct, bucket: s3.Bucket, content: assets.Asset, profile: EnvironmentProfile): void {
  const logGroup = new logs.LogGroup(scope, 'DeploymentLogs', logGroupPropsOf(profile));
  const role = new iam.Role(scope, 'DeploymentRole', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  const rights = allowCopying(role, content.bucket, bucket, profile);
  const copy = new deployment.BucketDeployment(scope, 'Deployment', {
    sources: [deployment.Source.bucket(content.bucket, content.s3ObjectKey)],
    destinationBucket: bucket,
    prune: false,
    retainOnDelete: profile.keepsData,
    // No invalidation: CloudFront and browsers ask whether a file has changed before they use what they have.
    cacheControl: [deployment.CacheControl.noCache()],
    memoryLimit: MEMORY_MB,
    logGroup,
    // The deployment would give itself rights on all objects of both buckets, and more actions than it uses.
    role: role.withoutPolicyUpdates(),
  });
  copy.node.addDependency(...rights);
  acknowledgeHandler(scope);
}

/** What the deployment's function does: read the packed content, list and write the site, read its tags, and delete only what is disposable. */
function allowCopying(role: iam.Role, source: s3.IBucket, destination: s3.IBucket, profile: EnvironmentProfile): IConstruct[] {
  const allow = (actions: string[], resource: string) => role.addToPrincipalPolicy(new iam.PolicyStatement({ actions, resources: [resource] }));
  allow(['s3:GetObject'], source.arnForObjects('*'));
  allow(['s3:ListBucket', 's3:GetBucketTagging'], destination.bucketArn);
  allow(['s3:PutObject', 's3:AbortMultipartUpload', ...(profile.keepsData ? [] : ['s3:DeleteObject'])], destination.arnForObjects('*'));

  const policy = role.node.findChild('DefaultPolicy');
  acknowledge(
    policy, `IAM5[Resource::${renderReference(policy, source.arnForObjects('*'))}]`,
    'The key of the packed content changes with every release; a right that changed with it would not be in force yet when the copy starts.',
  );
  acknowledge(
    policy, `IAM5[Resource::${renderReference(policy, destination.arnForObjects('*'))}]`,
    'The names of a site\'s files are the build\'s; the right ends at this one bucket, which holds nothing but the site.',
  );
  return [policy];
}

function acknowledgeHandler(scope: Construct): void {
  const handler = Stack.of(scope).node.children.find(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment') && node.id.endsWith(`${MEMORY_MB}MiB`));
  if (handler) {
    acknowledge(handler, 'L1', 'The function and its runtime are aws-cdk-lib\'s, which were released together; it gets a newer runtime with an update.');
  }
}
