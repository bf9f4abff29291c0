import { aws_codecommit as codecommit, aws_codepipeline as codepipeline, aws_iam as iam, aws_s3 as s3, pipelines, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** How the pipeline reaches a repository at GitHub, GitLab or Bitbucket. */
export interface ConnectionSourceOptions {
  /**
   * The ARN of a connection that someone has authorized in the tools account.
   *
   * @see https://docs.aws.amazon.com/dtconsole/latest/userguide/connections.html
   */
  readonly connectionArn: string;
}

/** Where the pipeline takes the repository from. The branch is the one that the pipeline delivers. */
export abstract class PipelineSource {
  /**
   * A repository at GitHub, GitLab or Bitbucket through a CodeConnections connection. Each push starts the pipeline.
   *
   * @param repository `owner/name`
   * @throws Error if the repository is not of that form or the ARN is no connection's
   */
  public static connection(repository: string, options: ConnectionSourceOptions): PipelineSource {
    return new ConnectionSource(repository, options);
  }

  /**
   * A CodeCommit repository in the pipeline's account and region. Each push starts the pipeline.
   *
   * @param repositoryName the repository's name
   * @throws Error if the name breaks CodeCommit's rules
   */
  public static codeCommit(repositoryName: string): PipelineSource {
    return new CodeCommitSource(repositoryName);
  }

  /**
   * A zip file in a versioned bucket; each new version starts the pipeline. A bucket has no branches, so the pipeline's
   * branch only decides which environments are delivered.
   *
   * @param bucketName a versioned bucket in the pipeline's region
   * @param objectKey the zip file's key
   * @throws Error if the key does not name a zip file
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-S3.html
   */
  public static s3(bucketName: string, objectKey: string): PipelineSource {
    return new S3Source(bucketName, objectKey);
  }

  /**
   * Whether pushes with filters, tags and pull requests can start the pipeline.
   *
   * @internal
   */
  public readonly _canHaveTriggers: boolean = false;

  /**
   * @param startsPipeline whether the source itself starts the pipeline; not where triggers do
   * @internal
   */
  public abstract _bind(scope: Construct, branch: string, startsPipeline: boolean): pipelines.CodePipelineSource;

  /**
   * Called once the pipeline has its stages and actions.
   *
   * @internal
   */
  public _complete(_pipeline: codepipeline.Pipeline): void {
    // Most sources need nothing more.
  }
}

/** The name of the stage and of the action in it, whatever the repository is called. */
const SOURCE = 'Source';

class ConnectionSource extends PipelineSource {
  /** @internal */
  public readonly _canHaveTriggers = true;

  public constructor(private readonly repository: string, private readonly options: ConnectionSourceOptions) {
    super();
    mustMatch('repository', repository, /^[^/\s]+(\/[^/\s]+)+$/, 'must be "owner/name"');
    mustMatch('connectionArn', options.connectionArn, /^arn:[^:]+:(codestar-connections|codeconnections):[^:]+:\d{12}:connection\/.+$/,
      'must be the ARN of a connection, such as arn:aws:codeconnections:eu-west-1:111111111111:connection/…');
  }

  /** @internal */
  public _bind(_scope: Construct, branch: string, startsPipeline: boolean): pipelines.CodePipelineSource {
    return pipelines.CodePipelineSource.connection(this.repository, branch, {
      connectionArn: this.options.connectionArn,
      actionName: SOURCE,
      // Both together would start the pipeline for every push, whatever the triggers say.
      ...(!startsPipeline && { triggerOnPush: false }),
    });
  }

  /**
   * CDK allows the action by its former name, which covers connections with a former ARN.
   *
   * @internal
   * @see https://docs.aws.amazon.com/dtconsole/latest/userguide/rename.html
   */
  public _complete(pipeline: codepipeline.Pipeline): void {
    const action = pipeline.node.findChild(SOURCE).node.findChild(SOURCE);
    (action.node.findChild('CodePipelineActionRole') as iam.Role).addToPolicy(new iam.PolicyStatement({
      actions: ['codeconnections:UseConnection'], resources: [this.options.connectionArn],
    }));
  }
}

class CodeCommitSource extends PipelineSource {
  public constructor(private readonly repositoryName: string) {
    super();
    mustMatch('repositoryName', repositoryName, /^[\w.-]{1,100}(?<!\.git)$/, 'must be 1 to 100 letters, digits, ".", "_" or "-"');
  }

  /** @internal */
  public _bind(scope: Construct, branch: string): pipelines.CodePipelineSource {
    const repository = codecommit.Repository.fromRepositoryName(scope, 'Repository', this.repositoryName);
    return pipelines.CodePipelineSource.codeCommit(repository, branch, { actionName: SOURCE });
  }
}

class S3Source extends PipelineSource {
  public constructor(private readonly bucketName: string, private readonly objectKey: string) {
    super();
    mustMatch('objectKey', objectKey, /^[^/].*\.zip$/, 'must be the key of a zip file');
  }

  /** @internal */
  public _bind(scope: Construct, _branch: string): pipelines.CodePipelineSource {
    const bucket = s3.Bucket.fromBucketName(scope, 'SourceBucket', this.bucketName);
    return pipelines.CodePipelineSource.s3(bucket, this.objectKey, { actionName: SOURCE });
  }
}

function mustMatch(name: string, value: string, pattern: RegExp, must: string): void {
  if (!Token.isUnresolved(value) && !pattern.test(value)) {
    throw new Error(`PipelineSource: ${name} ${must}, got: ${value}`);
  }
}
