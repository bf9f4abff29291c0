/** Which tool installs packages from a registry. */
export enum PackageRegistryType {
  /** `npm`. */
  NPM = 'npm',

  /** `pip`. */
  PYPI = 'pypi',
}

/**
 * A CodeArtifact repository in the pipeline's region that a build installs private packages from.
 *
 * @see https://docs.aws.amazon.com/codeartifact/latest/ug/welcome.html
 */
export interface PackageRegistry {
  /** Which tool installs from it. */
  readonly type: PackageRegistryType;

  /** The CodeArtifact domain. */
  readonly domain: string;

  /** The account that owns the domain, 12 digits. */
  readonly owner: string;

  /** The CodeArtifact repository. */
  readonly repository: string;
}
