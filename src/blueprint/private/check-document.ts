import type { CommandCheckProps } from '../command-check';
import type { LoadCheckProps } from '../load-check';
import type { SecurityScanProps } from '../security-scan';
import type { SmokeCheckProps } from '../smoke-check';

export type CommandCheckDocument = CommandCheckProps & { readonly type?: 'command' };
export type SmokeCheckDocument = SmokeCheckProps & { readonly type: 'smoke' };
export type LoadCheckDocument = LoadCheckProps & { readonly type: 'load' };
export type SecurityScanDocument = SecurityScanProps & { readonly type: 'securityScan' };

/** A check of `pipeline.json`: its keys are those of the props in code, and `type` tells which. */
export type CheckDocument = CommandCheckDocument | SmokeCheckDocument | LoadCheckDocument | SecurityScanDocument;
