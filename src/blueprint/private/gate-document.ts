import type { BakeProps } from '../bake';
import type { DeploymentWindowProps } from '../deployment-window';
import type { RetryOptions } from '../failure-reaction';
import type { FreezeProps } from '../freeze';
import type { VariableCheckProps } from '../variable-check';

export type WindowDocument = DeploymentWindowProps & { readonly type: 'deploymentWindow' };
export type FreezeDocument = FreezeProps & { readonly type: 'freeze' };
export type BakeDocument = BakeProps & { readonly type: 'bake' };
export type VariableCheckDocument = VariableCheckProps & { readonly type: 'variableCheck' };

/** A gate of `pipeline.json`: its keys are those of the props in code, and `type` tells which. */
export type GateDocument = WindowDocument | FreezeDocument | BakeDocument | VariableCheckDocument;

export type FailureReactionDocument = RetryOptions & { readonly type: string };
