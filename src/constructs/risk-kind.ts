/** What of a release a person should decide on. */
export enum RiskKind {
  /** A resource that holds data is replaced, or may be: its data goes, or stays in the account where the stack no longer sees it. */
  REPLACEMENT = 'replacement',

  /** A resource that holds data is deleted with it. */
  DELETION = 'deletion',

  /** Somebody may do or reach more than before. */
  BROADENED_PERMISSIONS = 'broadenedPermissions',
}
