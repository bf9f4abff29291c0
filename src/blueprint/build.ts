import { BuildCache } from './builds/build-cache';
import { BuildCompute } from './builds/build-compute';
import { BuildContainerImage } from './builds/build-container-image';
import { BuildNetwork, BuildProxy } from './builds/build-network';
import { BuildReport } from './builds/build-report';
import { PackageRegistry } from './builds/package-registry';
import type { BuildDocument } from './private/document';
import { imageOutput } from './private/image-build';

/** A component that is built from the repository before the CDK app is synthesized. */
export interface BuildProps {
  /**
   * Names the build in the pipeline, such as `backend`. Lowercase letters, digits and hyphens.
   */
  readonly name: string;

  /**
   * The buildspec that the build executes, as a path from the repository's root.
   *
   * @default - `buildspec.yml` in the folder that has the build's name, unless there are `commands`
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html
   */
  readonly buildspec?: string;

  /**
   * Shell commands instead of a buildspec of the repository, run by bash in the repository's root.
   *
   * @default - the repository's buildspec
   */
  readonly commands?: string[];

  /**
   * Shell commands that run before `commands` and install what they need. Only with `commands`.
   *
   * @default - nothing is installed
   */
  readonly installCommands?: string[];

  /**
   * Runtimes of CodeBuild's image and their versions, such as `{ nodejs: '22' }`. Only with `commands`.
   *
   * @default - the image's own versions
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/available-runtimes.html
   */
  readonly runtimes?: { [runtime: string]: string };

  /**
   * Makes this a build of a container image: it builds a Dockerfile, pushes the image to a repository of its own in the tools
   * account and hands its digest to the CDK app, which `ServiceImage.fromBuild` reads. Its commands and its machine, the only one that
   * runs Docker, are not yours to choose; write tests as another build. With CodePipeline only.
   *
   * @default - the build makes no image
   */
  readonly containerImage?: BuildContainerImage;

  /**
   * The folder in which the CDK app finds the build's artifacts, as a path from the repository's root, such as
   * `frontend/dist`. A build on your own machine writes to the same place, and so do `commands`. It must not be committed.
   *
   * @default - `images/` and the build's name with a `containerImage`; other builds' artifacts are not given to the CDK app
   */
  readonly output?: string;

  /**
   * The files that the build depends on, by patterns as in the path filters of triggers, such as `backend/**`. While
   * none of them has changed, nor anything that the blueprint says of this build, the last output is taken and no
   * command runs, for 30 days at most.
   *
   * Only for a build whose sole result is its `output`. List lock files and shared folders too. Values of `secrets` are
   * not compared, so use them to reach something and not to write them into the output.
   *
   * @default - the build always runs
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/syntax-glob.html
   */
  readonly paths?: string[];

  /**
   * How large the machine is.
   *
   * @default BuildCompute.SMALL
   */
  readonly compute?: BuildCompute;

  /**
   * The image of the build: one of CodeBuild's, such as `aws/codebuild/standard:7.0`, one in ECR, or any other registry's.
   *
   * @default - `aws/codebuild/standard:7.0`; for Lambda compute the image with Node 22
   * @see https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html
   */
  readonly image?: string;

  /**
   * The Secrets Manager secret with `username` and `password` for the registry of `image`. Not for ECR.
   *
   * @default - the image can be pulled without credentials
   */
  readonly imageCredentials?: string;

  /**
   * Whether the build may run Docker, which gives it all devices of its machine.
   *
   * @default false
   */
  readonly privileged?: boolean;

  /**
   * What is kept for the next build.
   *
   * @default - nothing
   */
  readonly cache?: BuildCache;

  /**
   * After how many minutes the build fails, 5 to 480. Lambda compute has its own limit of 15.
   *
   * @default 60
   */
  readonly timeoutMinutes?: number;

  /**
   * Plain environment variables. Anybody who sees the project reads them, so values that look like secrets are refused.
   *
   * @default - no variables
   */
  readonly variables?: { [name: string]: string };

  /**
   * Environment variables from Parameter Store: variable to the parameter's name. The build may read these and no others.
   *
   * @default - no parameters
   */
  readonly parameters?: { [name: string]: string };

  /**
   * Environment variables from Secrets Manager: variable to the secret's name, or to `name:key` for one key of a JSON
   * secret. The build may read these and no others. A secret with a key of your own needs a grant in that key's policy.
   *
   * @default - no secrets
   */
  readonly secrets?: { [name: string]: string };

  /**
   * The network that the build runs in.
   *
   * @default - a network of CodeBuild's
   */
  readonly network?: BuildNetwork;

  /**
   * The proxy through which the build reaches other machines.
   *
   * @default - no proxy
   */
  readonly proxy?: BuildProxy;

  /**
   * CodeArtifact repositories that the build installs from, at most one a tool. Only with `commands`.
   *
   * @default - public registries
   */
  readonly registries?: PackageRegistry[];

  /**
   * The test and coverage reports that the build writes. Only with `commands`; a buildspec of the repository has its own
   * `reports`.
   *
   * @default - no reports
   */
  readonly reports?: BuildReport[];
}

/** A build of the blueprint. Builds run in parallel; all of them finish before the CDK app is synthesized. */
export class Build {
  /** @internal */
  public static _fromDocument(document: BuildDocument): Build {
    return new Build(document as BuildProps);
  }

  /** The build's name in the pipeline. */
  public readonly name: string;

  /** The buildspec's path from the repository's root; none if the build has `commands` or makes an image. */
  public readonly buildspec?: string;

  /** Where the CDK app finds the artifacts, as a path from the repository's root. */
  public readonly output?: string;

  private readonly props: BuildProps;

  private constructor(props: BuildProps) {
    this.props = structuredClone(props);
    this.name = props.name;
    this.buildspec = props.buildspec ?? (props.commands || props.containerImage ? undefined : `${props.name}/buildspec.yml`);
    this.output = props.output ?? (props.containerImage && imageOutput(props.name));
  }

  /** The files whose change makes the build run; any if there are none. */
  public get paths(): string[] | undefined {
    return structuredClone(this.props.paths);
  }

  /** The container image that the build makes, if it makes one. */
  public get containerImage(): BuildContainerImage | undefined {
    return structuredClone(this.props.containerImage);
  }

  /** All that the blueprint says of this build. */
  public get settings(): BuildProps {
    return structuredClone(this.props);
  }
}
