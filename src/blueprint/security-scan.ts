import { CheckOptions } from './check-options';

/** How bad a known vulnerability is. */
export enum VulnerabilitySeverity {
  /** Every known vulnerability. */
  LOW = 'low',
  /** Moderate ones and worse. */
  MODERATE = 'moderate',
  /** High ones and worse. */
  HIGH = 'high',
  /** Critical ones only. */
  CRITICAL = 'critical',
}

/** Lock files whose dependencies must have no known vulnerability. */
export interface SecurityScanProps extends CheckOptions {
  /**
   * Lock files as paths from the repository's root. `package-lock.json` and `npm-shrinkwrap.json` are looked up by npm without their
   * development dependencies, requirements files (`requirements.txt`) that pin everything by pip-audit.
   */
  readonly lockFiles: string[];

  /**
   * The severity from which on a vulnerability fails the check. Advisories of Python packages state none: each of them fails it.
   *
   * @default VulnerabilitySeverity.HIGH
   */
  readonly severity?: VulnerabilitySeverity;

  /**
   * Advisories that are known and accepted, such as `GHSA-93q8-gq69-wqmw` or `PYSEC-2024-48`.
   *
   * @default - none
   */
  readonly ignore?: string[];
}
