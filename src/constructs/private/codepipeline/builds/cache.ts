import { aws_codebuild as codebuild, aws_s3 as s3 } from 'aws-cdk-lib';
import { Build, BuildCache, BuildCacheType } from '../../../../blueprint';

/** Where caches are kept in S3. */
export interface CacheStore {
  /** Made for the first build that asks: a pipeline without caches needs no bucket. */
  cacheBucket(): s3.IBucket;
}

/** Lets a build keep its cache. In S3 it may reach its own folder and no other build's. */
export function keepCache(project: codebuild.Project, { name, settings: { cache } }: Build, store: CacheStore): void {
  if (cache?.type === BuildCacheType.S3) {
    const bucket = store.cacheBucket();
    bucket.grantReadWrite(project, `${name}/*`);
    resourceOf(project).cache = { type: 'S3', location: `${bucket.bucketName}/${name}` };
  } else if (cache) {
    resourceOf(project).cache = { type: 'LOCAL', modes: localModes(cache) };
  }
}

/** The source cache is left out: it keeps Git's data, and a pipeline hands its builds a copy without that. */
function localModes({ dockerLayers, paths }: BuildCache): string[] {
  const keepsFolders = paths !== undefined || dockerLayers !== true;
  return [...(keepsFolders ? ['LOCAL_CUSTOM_CACHE'] : []), ...(dockerLayers ? ['LOCAL_DOCKER_LAYER_CACHE'] : [])];
}

function resourceOf(project: codebuild.Project): codebuild.CfnProject {
  return project.node.defaultChild as codebuild.CfnProject;
}
