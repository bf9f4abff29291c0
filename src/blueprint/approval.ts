import type { ManualApprovalOptions } from './manual-approval';
import type { ApprovalDocument } from './private/document';

/** Whether a person decides before a release enters an environment. */
export class Approval {
  /** Nobody is asked. Say this explicitly to let releases into a production environment unattended. */
  public static none(): Approval {
    return new Approval({ type: 'none' });
  }

  /** The release waits until a person approves or rejects it. */
  public static manual(options: ManualApprovalOptions = {}): Approval {
    return new Approval({ ...options, type: 'manual' });
  }

  /**
   * A person is asked only where the review finds a risk that nobody has acknowledged: broadened permissions, data that would be
   * replaced or deleted, or a change to data that only a change set could judge. A stack that is new has none.
   *
   * What was reviewed is what executes, as with `manual`. GitHub Actions makes no review and refuses it.
   *
   * @param options without `changeSummary: false` and `skipWhenUnchanged`: the review finds the risks, and without changes there are none
   */
  public static onRisk(options: ManualApprovalOptions = {}): Approval {
    return new Approval({ ...options, type: 'onRisk' });
  }

  /** @internal */
  public static _fromDocument(document: ApprovalDocument): Approval {
    return new Approval(document);
  }

  /** Whether a person must approve each release. */
  public readonly isManual: boolean;

  /** Whether a person must approve releases with a risk that nobody has acknowledged, and no others. */
  public readonly isOnRisk: boolean;

  /** What the person is asked to look at. */
  public readonly instructions?: string;

  /** Whether the changes are described before the approval. */
  public readonly changeSummary: boolean;

  /** The SNS topic that is told, by its ARN. */
  public readonly notifyTopic?: string;

  /** What the person should open. */
  public readonly reviewUrl?: string;

  /** How many minutes the release waits, if the approval has a limit of its own. */
  public readonly timeoutMinutes?: number;

  /** Whether nobody is asked when nothing has changed. */
  public readonly skipWhenUnchanged: boolean;

  private readonly document: ApprovalDocument;

  private constructor(document: ApprovalDocument) {
    this.document = structuredClone(document);
    this.isManual = document.type === 'manual';
    this.isOnRisk = document.type === 'onRisk';
    this.instructions = document.instructions;
    this.changeSummary = this.isOnRisk || (this.isManual && (document.changeSummary ?? true));
    this.notifyTopic = document.notifyTopic;
    this.reviewUrl = document.reviewUrl;
    this.timeoutMinutes = document.timeoutMinutes;
    this.skipWhenUnchanged = document.skipWhenUnchanged ?? false;
  }

  /** Whether there are releases that a person is asked about. */
  public get mayAsk(): boolean {
    return this.isManual || this.isOnRisk;
  }

  /** The e-mail addresses that are told. */
  public get notifyEmails(): string[] {
    return [...(this.document.notifyEmails ?? [])];
  }

  /** @internal */
  public _toDocument(): ApprovalDocument {
    return structuredClone(this.document);
  }
}
