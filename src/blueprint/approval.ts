import type { ApprovalDocument } from './private/document';

/** What a person is told when a release waits for approval. */
export interface ManualApprovalOptions {
  /**
   * What to look at before approving. Shown in the console and in the notice.
   *
   * @default - the name of the environment that the release goes to
   */
  readonly instructions?: string;
}

/** Whether a person decides before a release enters an environment. */
export class Approval {
  /** Nobody is asked. Say this explicitly to let releases into a production environment unattended. */
  public static none(): Approval {
    return new Approval(false);
  }

  /** The release waits until a person approves or rejects it. */
  public static manual(options: ManualApprovalOptions = {}): Approval {
    return new Approval(true, options.instructions);
  }

  /** @internal */
  public static _fromDocument(document: ApprovalDocument): Approval {
    return document.type === 'manual' ? Approval.manual(document) : Approval.none();
  }

  /** Whether a person must approve. */
  public readonly isManual: boolean;

  /** What the person is asked to look at. */
  public readonly instructions?: string;

  private constructor(isManual: boolean, instructions?: string) {
    this.isManual = isManual;
    this.instructions = instructions;
  }

  /** @internal */
  public _toDocument(): ApprovalDocument {
    return this.isManual ? { type: 'manual', ...(this.instructions !== undefined && { instructions: this.instructions }) } : { type: 'none' };
  }
}
