/** What a report file contains. */
export enum ReportFormat {
  /** Test results as JUnit writes them. */
  JUNIT = 'junit',

  /** Test coverage as Cobertura writes it, and coverage.py and Istanbul too. */
  COBERTURA = 'cobertura',

  /** Test coverage as Clover writes it, and Istanbul and PHPUnit too. */
  CLOVER = 'clover',

  /** Test coverage as JaCoCo writes it. */
  JACOCO = 'jacoco',
}

/**
 * Files that CodeBuild shows as a report.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/test-reporting.html
 */
export interface BuildReport {
  /** What the files contain. One report a format. */
  readonly format: ReportFormat;

  /** The files, as patterns from the repository's root, such as `reports/*.xml`. */
  readonly files: string[];

  /**
   * The share of lines in percent that tests must cover, 1 to 100. Less fails the build. Only of a coverage report.
   *
   * @default - any share is enough
   */
  readonly minimumCoverage?: number;
}
