/** Where a build's cache is kept. */
export enum BuildCacheType {
  /** On the machine that ran the build. Fast, and lost when the next build gets another machine. */
  LOCAL = 'local',

  /** In an encrypted bucket of the pipeline, where objects expire after 30 days. */
  S3 = 's3',
}

/**
 * What a build keeps for the next one.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-caching.html
 */
export interface BuildCache {
  /** Where the cache is kept. */
  readonly type: BuildCacheType;

  /**
   * The files that are kept, by patterns as in a buildspec's `cache.paths`, such as `/root/.npm/**`. A local cache keeps
   * whole folders only. Only with inline `commands`; a buildspec of the repository has its own `cache.paths`.
   *
   * @default - those of the repository's buildspec
   */
  readonly paths?: string[];

  /**
   * Whether Docker's layers are kept. Only in a local cache, and only for a privileged build.
   *
   * @default false
   */
  readonly dockerLayers?: boolean;
}
