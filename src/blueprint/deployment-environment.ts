import { Approval } from './approval';
import { Check } from './check';
import { EnvironmentProfile } from './environment-profile';
import { FailureReaction } from './failure-reaction';
import type { EnvironmentDocument, PipelineDocument } from './private/document';
import { defaultNamePrefix } from './private/name-prefix';
import { GateType, ReleaseGate } from './release-gate';
import { Rollout } from './rollout';

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
   * What the names of this environment's stacks begin with. Letters, digits and hyphens, at most 52 characters; `''` for nothing. Environments
   * that share an account and a region need different ones.
   *
   * @default - `<name>-<application>-`, such as `beta-orders-`
   */
  readonly namePrefix?: string;

  /**
   * Whether a person approves before a release enters.
   *
   * @default - the profile's: `Approval.manual()` for production, `Approval.onRisk()` for staging, `Approval.none()` for development
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

  /**
   * How requests move to a new version. A stage may say otherwise.
   *
   * @default - the profile's: `Rollout.steps([10, 50, 100], { minutes: 10, bakeMinutes: 30 })` for production, `Rollout.blueGreen()` for
   * staging, `Rollout.allAtOnce()` for development
   */
  readonly rollout?: Rollout;
}

/** An environment of the blueprint. */
export class DeploymentEnvironment {
  /** @internal */
  public static _fromDocument(document: EnvironmentDocument, { application, profiles }: PipelineDocument): DeploymentEnvironment {
    return new DeploymentEnvironment({
      application,
      name: document.name,
      namePrefix: document.namePrefix ?? defaultNamePrefix(document.name, application),
      account: document.account,
      regions: document.regions,
      profile: EnvironmentProfile._of(document.profile, profiles),
      approval: document.approval && Approval._fromDocument(document.approval),
      checks: document.checks?.map((check) => Check._fromDocument(check)),
      gates: document.gates?.map((gate) => ReleaseGate._fromDocument(gate)),
      onFailure: document.onFailure && FailureReaction._fromDocument(document.onFailure),
      rollout: document.rollout && Rollout._fromDocument(document.rollout),
    });
  }

  /** @internal */
  public static _toDocument(props: DeploymentEnvironmentProps): EnvironmentDocument {
    return {
      name: props.name,
      account: props.account,
      regions: [...props.regions],
      profile: props.profile.name,
      ...(props.namePrefix !== undefined && { namePrefix: props.namePrefix }),
      ...(props.approval && { approval: props.approval._toDocument() }),
      ...(props.checks && props.checks.length > 0 && { checks: props.checks.map((check) => check._toDocument()) }),
      ...(props.gates && props.gates.length > 0 && { gates: props.gates.map((gate) => gate._toDocument()) }),
      ...(props.onFailure && { onFailure: props.onFailure._toDocument() }),
      ...(props.rollout && { rollout: props.rollout._toDocument() }),
    };
  }

  /** The product that is delivered. */
  public readonly application: string;

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

  /** How requests move to a new version unless a stage says otherwise. */
  public readonly rollout: Rollout;

  /**
   * Whether the reaction was chosen for this environment and is not its profile's.
   *
   * @internal
   */
  public readonly _choosesOnFailure: boolean;

  /** What the names of this environment's stacks begin with. */
  public readonly namePrefix: string;

  private readonly _regions: readonly string[];
  private readonly _checks: readonly Check[];
  private readonly chosenGates: readonly ReleaseGate[];

  private constructor(props: DeploymentEnvironmentProps & { readonly application: string; readonly namePrefix: string }) {
    this.application = props.application;
    this.name = props.name;
    this.namePrefix = props.namePrefix;
    this.account = props.account;
    this._regions = [...props.regions];
    this.region = props.regions[0];
    this.profile = props.profile;
    this.approval = props.approval ?? props.profile.approval;
    this._checks = [...(props.checks ?? [])];
    this.chosenGates = [...(props.gates ?? [])];
    this.rollout = props.rollout ?? props.profile.rollout;
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
    return [...this.chosenGates, ...(this._choosesBake || minutes === 0 ? [] : [ReleaseGate.bake({ minutes })])];
  }

  /**
   * Whether the bake was chosen for this environment and is not its profile's.
   *
   * @internal
   */
  public get _choosesBake(): boolean {
    return this.chosenGates.some(({ type }) => type === GateType.BAKE);
  }

  /**
   * The name of something in this environment: `<environment>-<application>-<resource>`, or with the prefix of the blueprint.
   *
   * Use it for stacks. Resources that may be replaced need a name that CloudFormation makes, because their successor is
   * created before they are deleted.
   *
   * @param resource such as `api`
   * @throws Error if no stack can have that name: letters, digits and hyphens, a letter first, at most 128 characters
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-using-console-create-stack-parameters.html
   */
  public nameOf(resource: string): string {
    const name = `${this.namePrefix}${resource}`;
    if (!/^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(name) || resource === '') {
      throw new Error(`environment ${this.name}: nameOf("${resource}") must be a name of letters, digits and hyphens, a letter first, at most 128 characters, got: ${name}. Correct the resource's name, or namePrefix of the environment.`);
    }
    return name;
  }

  /**
   * The name of a parameter by which a stage tells something to the others: `/<application>/<environment>/<stage>/<value>`. CDK refuses
   * references from one stage to another, so one that needs another's address reads this parameter when it is deployed.
   *
   * @param stage a stage's id without the environment, such as `api`
   * @param value what is told, such as `url`
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html
   */
  public parameterOf(stage: string, value: string): string {
    return `/${this.application}/${this.name}/${stage}/${value}`;
  }
}
