import type { FailureReactionDocument } from './private/gate-document';

/** What follows a failure. */
export enum FailureReactionType {
  /** The environment goes back to the last release that succeeded there. */
  ROLLBACK = 'rollback',
  /** The deployment is tried once more. */
  RETRY = 'retry',
  /** Nothing, until somebody acts. */
  STOP = 'stop',
}

/** How a failed deployment is retried. */
export interface RetryOptions {
  /**
   * Whether only the actions that failed run again. A change set that failed to execute is used up, so that a deployment behind an
   * approval with a summary of the changes needs all of them.
   *
   * @default false
   * @see https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_RetryConfiguration.html
   */
  readonly failedActionsOnly?: boolean;
}

/** What the pipeline does by itself when a deployment, a check or a bake fails. */
export class FailureReaction {
  /**
   * The environment is deployed again as the last run left it that succeeded there, checks and bake included. There is none after a change
   * of the pipeline itself, and an environment that does not fit into one stage of the pipeline cannot go back.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-rollback.html
   */
  public static rollback(): FailureReaction {
    return new FailureReaction({ type: 'rollback' });
  }

  /** The stage runs once more. If it fails again, the run fails. */
  public static retry(options: RetryOptions = {}): FailureReaction {
    return new FailureReaction({ ...options, type: 'retry' });
  }

  /** The run fails and the environment stays as it is. */
  public static stop(): FailureReaction {
    return new FailureReaction({ type: 'stop' });
  }

  /** @internal */
  public static _fromDocument(document: FailureReactionDocument): FailureReaction {
    return new FailureReaction(document);
  }

  /** What follows. */
  public readonly type: FailureReactionType;

  /** Whether only failed actions are retried. */
  public readonly failedActionsOnly: boolean;

  private readonly document: FailureReactionDocument;

  private constructor(document: FailureReactionDocument) {
    this.document = structuredClone(document);
    this.type = document.type as FailureReactionType;
    this.failedActionsOnly = document.failedActionsOnly ?? false;
  }

  /** @internal */
  public _toDocument(): FailureReactionDocument {
    return structuredClone(this.document);
  }
}
