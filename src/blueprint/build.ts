import type { BuildDocument } from './private/document';

/** A component that is built from the repository before the CDK app is synthesized. */
export interface BuildProps {
  /**
   * Names the build in the pipeline, such as `backend`. Lowercase letters, digits and hyphens.
   */
  readonly name: string;

  /**
   * The buildspec that the build executes, as a path from the repository's root.
   *
   * @default - `buildspec.yml` in the folder that has the build's name
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html
   */
  readonly buildspec?: string;

  /**
   * The folder in which the CDK app finds the build's artifacts, as a path from the repository's root, such as
   * `frontend/dist`. A build on your own machine writes to the same place. It must not be committed.
   *
   * @default - the build's artifacts are not given to the CDK app
   */
  readonly output?: string;
}

/** A build of the blueprint. Builds run in parallel; all of them finish before the CDK app is synthesized. */
export class Build {
  /** @internal */
  public static _fromDocument(document: BuildDocument): Build {
    return new Build(document);
  }

  /** The build's name in the pipeline. */
  public readonly name: string;

  /** The buildspec's path from the repository's root. */
  public readonly buildspec: string;

  /** Where the CDK app finds the artifacts, as a path from the repository's root. */
  public readonly output?: string;

  private constructor(props: BuildProps) {
    this.name = props.name;
    this.buildspec = props.buildspec ?? `${props.name}/buildspec.yml`;
    this.output = props.output;
  }

  /** @internal */
  public _toDocument(): BuildDocument {
    return { name: this.name, buildspec: this.buildspec, ...(this.output !== undefined && { output: this.output }) };
  }
}
