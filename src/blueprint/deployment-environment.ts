import { Approval } from './approval';
import { Check } from './check';
import { EnvironmentProfile } from './environment-profile';
import { FailureReaction } from './failure-reaction';
import type { EnvironmentDocument } from './private/document';
import { GateType, ReleaseGate } from './release-gate';

/** An account, one or more regions in it, and how releases get there. */
export interface DeploymentEnvironmentProps {
  /** Names the environment, such as `beta`. Lowercase letters, digits and hyphens, at most 20 characters. */
  readonly name: string;

  /** The AWS account, 12 digits. */
  readonly account: string;

  /** The regions that are deployed to, such as `['eu-west-1']`. At least one; the first is the environment's main region. */
  readonly regions: string[];

  /** What the environment is for. Required, so that nobody gets deletion in production by omission. */
  readonly profile: EnvironmentProfile;

  /**
   * Whether a person approves before a release enters.
   *
   * @default - `Approval.manual()` for a production profile, `Approval.none()` for the others
   */
  readonly approval?: Approval;

  /**
   * What must pass after each deployment.
   *
   * @default - no checks
   */
  readonly checks?: Check[];

  /**
   * What holds, stops or watches a release beside its approval and its checks.
   *
   * @default - a bake of 30 minutes by all alarms of the environment's stacks for a production profile, none for the others
   */
  readonly gates?: ReleaseGate[];

  /**
   * What the pipeline does by itself when a deployment, a check or a bake fails.
   *
   * @default - `FailureReaction.rollback()` for a production profile, `FailureReaction.stop()` for the others
   */
  readonly onFailure?: FailureReaction;
}

/** An environment of the blueprint. */
export class DeploymentEnvironment {
  /** @internal */
  public static _fromDocument(document: EnvironmentDocument): DeploymentEnvironment {
    return new DeploymentEnvironment({
      name: document.name,
      account: document.account,
      regions: document.regions,
      profile: EnvironmentProfile.of(document.profile),
      approval: document.approval && Approval._fromDocument(document.approval),
      checks: document.checks?.map((check) => Check._fromDocument(check)),
      gates: document.gates?.map((gate) => ReleaseGate._fromDocument(gate)),
      onFailure: document.onFailure && FailureReaction._fromDocument(document.onFailure),
    });
  }

  /** @internal */
  public static _toDocument(props: DeploymentEnvironmentProps): EnvironmentDocument {
    return {
      name: props.name,
      account: props.account,
      regions: [...props.regions],
      profile: props.profile.name,
      ...(props.approval && { approval: props.approval._toDocument() }),
      ...(props.checks && props.checks.length > 0 && { checks: props.checks.map((check) => check._toDocument()) }),
      ...(props.gates && props.gates.length > 0 && { gates: props.gates.map((gate) => gate._toDocument()) }),
      ...(props.onFailure && { onFailure: props.onFailure._toDocument() }),
    };
  }

  /** The environment's name. */
  public readonly name: string;

  /** The AWS account, 12 digits. */
  public readonly account: string;

  /** The environment's main region: the first of its regions. */
  public readonly region: string;

  /** What the environment is for. */
  public readonly profile: EnvironmentProfile;

  /** Whether a person approves before a release enters. */
  public readonly approval: Approval;

  /** What the pipeline does by itself when a deployment, a check or a bake fails. */
  public readonly onFailure: FailureReaction;

  /**
   * Whether the reaction was chosen for this environment and is not its profile's.
   *
   * @internal
   */
  public readonly _choosesOnFailure: boolean;

  private readonly _regions: readonly string[];
  private readonly _checks: readonly Check[];
  private readonly chosenGates: readonly ReleaseGate[];

  private constructor(props: DeploymentEnvironmentProps) {
    this.name = props.name;
    this.account = props.account;
    this._regions = [...props.regions];
    this.region = props.regions[0];
    this.profile = props.profile;
    this.approval = props.approval ?? (props.profile.approvalByDefault ? Approval.manual() : Approval.none());
    this._checks = [...(props.checks ?? [])];
    this.chosenGates = [...(props.gates ?? [])];
    this._choosesOnFailure = props.onFailure !== undefined;
    this.onFailure = props.onFailure ?? (props.profile.rollbackByDefault ? FailureReaction.rollback() : FailureReaction.stop());
  }

  /** All regions that are deployed to. */
  public get regions(): string[] {
    return [...this._regions];
  }

  /** What must pass after each deployment, in order. */
  public get checks(): Check[] {
    return [...this._checks];
  }

  /** What holds, stops or watches a release, the bake of the profile included. */
  public get gates(): ReleaseGate[] {
    const minutes = this.profile.bakeMinutesByDefault;
    return [...this.chosenGates, ...(this._choosesBake || minutes === undefined ? [] : [ReleaseGate.bake({ minutes })])];
  }

  /**
   * Whether the bake was chosen for this environment and is not its profile's.
   *
   * @internal
   */
  public get _choosesBake(): boolean {
    return this.chosenGates.some(({ type }) => type === GateType.BAKE);
  }
}
