import type { PatternFilter } from './pattern-filter';
import type { TriggerDocument } from './private/document';

/** What starts a pipeline. */
export enum TriggerType {
  /** A push to the pipeline's branch. */
  PUSH = 'push',

  /** A tag. */
  TAG = 'tag',

  /** A pull request. */
  PULL_REQUEST = 'pullRequest',
}

/** What happens to a pull request. */
export enum PullRequestEvent {
  /** It is opened. */
  OPENED = 'opened',

  /** Commits are added to it. */
  UPDATED = 'updated',

  /** It is merged, or closed without that. */
  CLOSED = 'closed',
}

/** Which pipeline a trigger starts. */
export interface TriggerOptions {
  /**
   * The branch whose pipeline is started.
   *
   * @default - the pipeline of every branch
   */
  readonly branch?: string;
}

/** Which pushes start a pipeline. */
export interface PushTriggerOptions extends TriggerOptions {
  /**
   * The files of which one must have changed, as paths from the repository's root.
   *
   * @default - any file
   */
  readonly paths?: PatternFilter;
}

/** Which tags start a pipeline. */
export interface TagTriggerOptions extends TriggerOptions {
  /** The tags' names, such as `{ include: ['v*'] }`. */
  readonly tags: PatternFilter;
}

/** Which pull requests start a pipeline. */
export interface PullRequestTriggerOptions extends TriggerOptions {
  /**
   * What must happen to the pull request.
   *
   * @default - it is opened or updated
   */
  readonly events?: PullRequestEvent[];

  /**
   * The branches that the pull request goes to.
   *
   * @default - the pipeline's branch
   */
  readonly branches?: PatternFilter;

  /**
   * The files of which one must have changed, as paths from the repository's root.
   *
   * @default - any file
   */
  readonly paths?: PatternFilter;
}

/**
 * What starts a pipeline. A pipeline with triggers is started by them and by nothing else; one without is started by
 * every push to its branch.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-triggers.html
 */
export class Trigger {
  /** Pushes to the pipeline's branch. */
  public static push(options: PushTriggerOptions = {}): Trigger {
    return new Trigger({ type: TriggerType.PUSH, branch: options.branch, paths: options.paths });
  }

  /**
   * Tags. The commit that was tagged is released.
   *
   * Needs a pipeline that does not update itself: its restart would take the head of the branch. A tag belongs to no
   * branch, so `branch` is required when several are delivered.
   */
  public static tag(options: TagTriggerOptions): Trigger {
    return new Trigger({ type: TriggerType.TAG, branch: options.branch, tags: options.tags });
  }

  /**
   * Pull requests. The code of the pull request runs with the pipeline's rights.
   *
   * Needs a pipeline that does not update itself: code that nobody has merged must not change it.
   */
  public static pullRequest(options: PullRequestTriggerOptions = {}): Trigger {
    return new Trigger({
      type: TriggerType.PULL_REQUEST, branch: options.branch, events: options.events, branches: options.branches, paths: options.paths,
    });
  }

  /** @internal */
  public static _fromDocument(document: TriggerDocument): Trigger {
    return new Trigger(document);
  }

  /** What starts the pipeline. */
  public readonly type: TriggerType;

  /** The branch whose pipeline is started; that of every branch if there is none. */
  public readonly branch?: string;

  private readonly document: TriggerDocument;

  private constructor(document: TriggerDocument) {
    this.document = structuredClone(document);
    this.type = document.type as TriggerType;
    this.branch = document.branch;
  }

  /** The tags' names, of a trigger by tags. */
  public get tags(): PatternFilter | undefined {
    return structuredClone(this.document.tags);
  }

  /** The changed files of which there must be one. */
  public get paths(): PatternFilter | undefined {
    return structuredClone(this.document.paths);
  }

  /** The branches that a pull request must go to; the pipeline's branch if there are none. */
  public get branches(): PatternFilter | undefined {
    return structuredClone(this.document.branches);
  }

  /** What must happen to a pull request. */
  public get events(): PullRequestEvent[] {
    return (this.document.events ?? [PullRequestEvent.OPENED, PullRequestEvent.UPDATED]) as PullRequestEvent[];
  }

  /** Whether this trigger starts the pipeline of that branch. */
  public starts(branch: string): boolean {
    return this.branch === undefined || this.branch === branch;
  }

  /** @internal */
  public _toDocument(): TriggerDocument {
    return structuredClone(this.document);
  }
}
