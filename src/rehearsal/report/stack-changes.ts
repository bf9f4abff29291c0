/** What a deployment changes in a stack, against what the last rehearsal has deployed there, or what the emulator holds. It holds no value of any property. */
export interface StackChanges {
  readonly stack: string;
  /** The run that deployed what is compared with, or `the deployed stack` of an emulator; null if the stack is new. */
  readonly comparedWith: string | null;
  readonly added: readonly ResourceChange[];
  readonly changed: readonly ResourceChange[];
  /** Resources that CloudFormation replaces, or may replace. */
  readonly replaced: readonly ResourceChange[];
  readonly removed: readonly ResourceChange[];
  /** Sections of the template that differ, apart from its resources: `parameters`, `mappings`, `conditions`, `outputs`. */
  readonly sections: readonly string[];
  /** Whether somebody may do or reach more than before. */
  readonly permissionsBroadened: boolean;
  readonly permissionChanges: readonly PermissionChange[];
}

export interface ResourceChange {
  /** That of a nested stack's resource follows the nested stack's own: `Nested/Topic`. */
  readonly logicalId: string;
  /** The path of the construct, if the template tells it. */
  readonly path?: string;
  readonly type: string;
  /** The names of the properties and attributes that differ. */
  readonly properties?: readonly string[];
  /** `possible`: it depends on values that only CloudFormation knows. */
  readonly replacement?: 'certain' | 'possible';
  /** Set if nothing differs but the hashes of assets. */
  readonly assetsOnly?: true;
  /** Set if the resource holds data that goes with it. */
  readonly stateful?: true;
  /** Set if the resource that is removed or replaced stays in the account, because of its policies. */
  readonly retained?: true;
}

export interface PermissionChange {
  readonly kind: 'statement' | 'managedPolicy' | 'ingress' | 'egress' | 'identityCenter';
  readonly change: 'added' | 'removed';
  /** Whether this change lets somebody do or reach more. */
  readonly broadens: boolean;
  /** In words, such as `Allow sns:Publish on ${Topic} to AWS:${Role}`. */
  readonly description: string;
}
