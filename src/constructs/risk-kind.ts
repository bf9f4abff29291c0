/** What of a release a person should decide on. */
export enum RiskKind {
  /** A resource that holds data is replaced, or may be: its data goes, or stays in the account where the stack no longer sees it. */
  REPLACEMENT = 'replacement',

  /** A resource that holds data is deleted with it. */
  DELETION = 'deletion',

  /**
   * A listener, or a rule of one, that divides requests by weights is written anew: what moves the weights, such as a deployment of ECS, has
   * moved them since, and requests may reach a group without tasks.
   */
  TRAFFIC_WEIGHTS = 'trafficWeights',

  /** Somebody may do or reach more than before. */
  BROADENED_PERMISSIONS = 'broadenedPermissions',
}
