import { BakeProps } from './bake';
import { DeploymentWindowProps } from './deployment-window';
import { FreezeProps } from './freeze';
import type { GateDocument } from './private/gate-document';
import { VariableCheckProps } from './variable-check';

/** What a gate does. */
export enum GateType {
  /** Holds releases outside of certain hours. */
  DEPLOYMENT_WINDOW = 'deploymentWindow',
  /** Holds releases for a time. */
  FREEZE = 'freeze',
  /** Watches alarms after the deployment. */
  BAKE = 'bake',
  /** Compares a variable of the run before anything happens. */
  VARIABLE_CHECK = 'variableCheck',
}

/**
 * What a release must pass at an environment beside its approval and its checks.
 *
 * Windows and freezes hold a release, which goes on by itself when they allow it; people may review and approve meanwhile. The pipeline
 * looks once a minute, so that a gate may close up to a minute late. Who enables the held transition in CodePipeline by hand lets the
 * waiting release in at once, in an emergency. When the last window and the last freeze of an environment go while it is held, its
 * transition stays disabled until somebody enables it.
 */
export class ReleaseGate {
  /** Releases enter only while the window is open. Of several windows, one must be open. */
  public static deploymentWindow(props: DeploymentWindowProps): ReleaseGate {
    return new ReleaseGate({ ...props, type: 'deploymentWindow' });
  }

  /** No release enters during the freeze, whatever the windows say. CodePipeline gives up a run that is held for more than 30 days. */
  public static freeze(props: FreezeProps): ReleaseGate {
    return new ReleaseGate({ ...props, type: 'freeze' });
  }

  /**
   * After the deployment and the checks, a release fails if one of the alarms goes off, or is in alarm already. Replaces the bake of the
   * profile, if it has one.
   */
  public static bake(props: BakeProps): ReleaseGate {
    return new ReleaseGate({ ...props, type: 'bake' });
  }

  /** A release enters only if whoever started the run gave a variable the right value. Stands before the review, too. */
  public static variableCheck(props: VariableCheckProps): ReleaseGate {
    return new ReleaseGate({ ...props, type: 'variableCheck' });
  }

  /** @internal */
  public static _fromDocument(document: GateDocument): ReleaseGate {
    return new ReleaseGate(document);
  }

  /** What the gate does. */
  public readonly type: GateType;

  private readonly document: GateDocument;

  private constructor(document: GateDocument) {
    this.document = structuredClone(document);
    this.type = document.type as GateType;
  }

  /** @internal */
  public _toDocument(): GateDocument {
    return structuredClone(this.document);
  }
}
