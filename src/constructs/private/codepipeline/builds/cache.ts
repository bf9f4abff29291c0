import { aws_codebuild as codebuild, aws_iam as iam, aws_s3 as s3 } from 'aws-cdk-lib';
import { Build, BuildCache, BuildCacheType } from '../../../../blueprint';

/** Where caches are kept in S3. */
export interface CacheStore {
  /** Made for the first build that asks: a pipeline without caches needs no bucket. */
  cacheBucket(): s3.IBucket;
}

/** Lets a build keep its cache. In S3 it may reach its own folder and no other build's. */
export function keepCache(project: codebuild.Project, { name, settings: { cache, paths } }: Build, store: CacheStore): void {
  if (cache?.type === BuildCacheType.S3 || paths) {
    const bucket = store.cacheBucket();
    allowToCache(project, bucket, name);
    resourceOf(project).cache = { type: 'S3', location: `${bucket.bucketName}/${name}` };
  } else if (cache) {
    resourceOf(project).cache = { type: 'LOCAL', modes: localModes(cache) };
  }
}

/**
 * What CodeBuild's own policy for a service role gives for S3, for one folder; CDK's grants would let a build list the whole
 * bucket. That policy lists nothing; a buildspec with `fallback-keys` searches by prefix, for which there is the list of
 * that folder.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/setting-up-service-role.html
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/caching-s3.html
 */
function allowToCache(project: codebuild.Project, bucket: s3.IBucket, folder: string): void {
  const allow = (actions: string[], resource: string, conditions?: Record<string, unknown>) =>
    project.addToRolePolicy(new iam.PolicyStatement({ actions, resources: [resource], conditions }));
  allow(['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'], bucket.arnForObjects(`${folder}/*`));
  allow(['s3:GetBucketAcl', 's3:GetBucketLocation'], bucket.bucketArn);
  allow(['s3:ListBucket'], bucket.bucketArn, { StringLike: { 's3:prefix': `${folder}/*` } });
  bucket.encryptionKey!.grantEncryptDecrypt(project);
}

/** The source cache is left out: it keeps Git's data, and a pipeline hands its builds a copy without that. */
function localModes({ dockerLayers, paths }: BuildCache): string[] {
  const keepsFolders = paths !== undefined || dockerLayers !== true;
  return [...(keepsFolders ? ['LOCAL_CUSTOM_CACHE'] : []), ...(dockerLayers ? ['LOCAL_DOCKER_LAYER_CACHE'] : [])];
}

function resourceOf(project: codebuild.Project): codebuild.CfnProject {
  return project.node.defaultChild as codebuild.CfnProject;
}
