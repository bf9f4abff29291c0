import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Build, BuildProps } from './build';
import { DeliveryBranch } from './delivery-branch';
import { DeploymentEnvironment, DeploymentEnvironmentProps } from './deployment-environment';
import { ExecutionMode } from './execution-mode';
import { PipelineVariable } from './pipeline-variable';
import { DEFAULT_BRANCH, type PipelineDocument } from './private/document';
import { Problems } from './private/problems';
import { BUILT_IN_PROFILES, type ProfileDocument } from './private/profile-document';
import { checkShape } from './private/rules/document';
import { checkReferences } from './private/rules/references';
import { Node } from './private/shape';
import { Trigger } from './trigger';

/** The account and region in which the pipeline itself lives. */
export interface ToolsAccount {
  /** The AWS account, 12 digits. */
  readonly account: string;

  /** The region, such as `eu-west-1`. */
  readonly region: string;
}

/** A blueprint made in code. The same keys as in `pipeline.json`. */
export interface PipelineBlueprintProps {
  /** Names the product. Lowercase letters, digits and hyphens, at most 30 characters. */
  readonly application: string;

  /** Where the pipeline lives. */
  readonly tools: ToolsAccount;

  /** The environments in the order of delivery, at least one. */
  readonly environments: DeploymentEnvironmentProps[];

  /**
   * Which branch is delivered to which environments, such as `{ develop: ['dev'], main: ['beta', 'prod'] }`.
   * Every environment belongs to exactly one branch.
   *
   * @default - `main` is delivered to all environments
   */
  readonly branches?: { [branch: string]: string[] };

  /**
   * What is built before the CDK app is synthesized. Builds run in parallel.
   *
   * @default - no builds
   */
  readonly builds?: BuildProps[];

  /**
   * What starts a pipeline. At most three triggers by pushes and tags and three by pull requests for each branch.
   *
   * @default - every push to the pipeline's branch
   */
  readonly triggers?: Trigger[];

  /**
   * Values that whoever starts the pipeline may change for one run. Builds and checks read them as environment
   * variables. Capital letters, digits and underscores.
   *
   * @default - no variables
   */
  readonly variables?: { [name: string]: PipelineVariable };

  /**
   * What happens to a run while another one is under way.
   *
   * @default ExecutionMode.SUPERSEDED
   */
  readonly executionMode?: ExecutionMode;

  /**
   * Whether the pipeline updates itself from the repository. Without that, someone deploys the pipeline's stack after
   * each change of the pipeline or of what it delivers where.
   *
   * @default true
   */
  readonly selfMutation?: boolean;

  /**
   * Whether the changes to the pipeline's own stacks are reviewed before it updates itself, and a person approves an update that
   * broadens permissions or replaces or deletes what holds data, unless that is acknowledged. Only with `selfMutation`.
   *
   * @default - true, if the pipeline updates itself
   */
  readonly reviewSelfMutation?: boolean;

  /**
   * Tags for the stacks of the pipeline and of all environments, beside `Project` (the application), `Environment` and
   * `ManagedBy`, which they may replace. At most 47.
   *
   * @default - those three
   */
  readonly tags?: { [key: string]: string };
}

/**
 * What is delivered where: the application, its environments in order, branches, approvals, checks and builds.
 *
 * Use `fromFile` with the repository's `pipeline.json`, which the project type and the CDK app read alike, or `of` to
 * describe a pipeline in code. A blueprint is validated as a whole and never changes.
 */
export class PipelineBlueprint {
  /**
   * A blueprint made in code.
   *
   * @throws Error that lists every problem with its place, its value and the remedy
   */
  public static of(props: PipelineBlueprintProps): PipelineBlueprint {
    const problems = new Problems();
    const profiles = ownProfiles(props.environments, problems);
    const document = {
      ...props,
      ...(Object.keys(profiles).length > 0 && { profiles }),
      environments: props.environments.map((environment) => DeploymentEnvironment._toDocument(environment)),
      triggers: props.triggers?.map((trigger) => trigger._toDocument()),
    };
    return PipelineBlueprint.fromDocument(withoutAbsentKeys(document), 'PipelineBlueprint', problems);
  }

  /**
   * Reads a `pipeline.json`.
   *
   * @param path of the file. In other languages than TypeScript a relative path is resolved in the folder of the jsii
   * runtime's process, which is where the app was started; give an absolute path when in doubt.
   * @throws Error if the file cannot be read, is no JSON, or breaks a rule; every problem is listed
   */
  public static fromFile(path: string): PipelineBlueprint {
    return PipelineBlueprint.parse(readText(path), basename(path));
  }

  /**
   * Reads the text of a `pipeline.json`.
   *
   * @throws Error if the text is no JSON or breaks a rule; every problem is listed
   */
  public static fromJson(json: string): PipelineBlueprint {
    return PipelineBlueprint.parse(json, 'pipeline.json');
  }

  private static parse(json: string, source: string): PipelineBlueprint {
    let document: unknown;
    try {
      document = JSON.parse(json);
    } catch (error) {
      throw new Error(`${source} is not valid JSON: ${(error as Error).message}. Correct it at that position.`);
    }
    return PipelineBlueprint.fromDocument(document, source);
  }

  private static fromDocument(document: unknown, source: string, problems = new Problems()): PipelineBlueprint {
    const root = new Node('', document, problems);
    checkShape(root);
    checkReferences(root);
    problems.throwIfAny(source);
    return new PipelineBlueprint(document as PipelineDocument);
  }

  /** The product's name. */
  public readonly application: string;

  /** Where the pipeline itself lives. */
  public readonly tools: ToolsAccount;

  /** What happens to a run while another one is under way. */
  public readonly executionMode: ExecutionMode;

  /** Whether the pipeline updates itself from the repository. */
  public readonly selfMutation: boolean;

  /** Whether a person approves risky updates of the pipeline by itself. */
  public readonly reviewSelfMutation: boolean;

  private readonly document: PipelineDocument;
  private readonly _environments: readonly DeploymentEnvironment[];
  private readonly _branches: readonly DeliveryBranch[];
  private readonly _builds: readonly Build[];
  private readonly _triggers: readonly Trigger[];

  private constructor(document: PipelineDocument) {
    this.document = structuredClone(document);
    this.application = document.application;
    this.tools = { ...document.tools };
    this._environments = document.environments.map((environment) => DeploymentEnvironment._fromDocument(environment, document));
    this._builds = (document.builds ?? []).map((build) => Build._fromDocument(build));
    this._triggers = (document.triggers ?? []).map((trigger) => Trigger._fromDocument(trigger));
    this.executionMode = (document.executionMode as ExecutionMode | undefined) ?? ExecutionMode.SUPERSEDED;
    this.selfMutation = document.selfMutation ?? true;
    this.reviewSelfMutation = document.reviewSelfMutation ?? this.selfMutation;
    const branches = document.branches ?? { [DEFAULT_BRANCH]: this._environments.map((environment) => environment.name) };
    this._branches = Object.entries(branches).map(([name, names]) => DeliveryBranch._of(
      name, this._environments.filter((environment) => names.includes(environment.name)),
    ));
  }

  /** The environments in the order of delivery. */
  public get environments(): DeploymentEnvironment[] {
    return [...this._environments];
  }

  /** The branches and the environments that each is delivered to. */
  public get branches(): DeliveryBranch[] {
    return [...this._branches];
  }

  /** The builds, which run in parallel. */
  public get builds(): Build[] {
    return [...this._builds];
  }

  /** What starts a pipeline; every push to its branch if there is none. */
  public get triggers(): Trigger[] {
    return [...this._triggers];
  }

  /** The values that whoever starts the pipeline may change for one run. */
  public get variables(): { [name: string]: PipelineVariable } {
    return structuredClone(this.document.variables ?? {});
  }

  /** The tags that stacks get beside those that every delivery has. */
  public get tags(): { [key: string]: string } {
    return { ...this.document.tags };
  }

  /** The environment of that name, if there is one. */
  public tryFindEnvironment(name: string): DeploymentEnvironment | undefined {
    return this._environments.find((environment) => environment.name === name);
  }

  /**
   * The environment of that name.
   *
   * @throws Error if there is none
   */
  public findEnvironment(name: string): DeploymentEnvironment {
    const environment = this.tryFindEnvironment(name);
    if (!environment) {
      throw new Error(`environment must be one of ${this._environments.map((e) => e.name).join(', ')}, got: ${name}`);
    }
    return environment;
  }

  /** The build of that name, if there is one. */
  public tryFindBuild(name: string): Build | undefined {
    return this._builds.find((build) => build.name === name);
  }

  /**
   * The build of that name.
   *
   * @throws Error if there is none
   */
  public findBuild(name: string): Build {
    const build = this.tryFindBuild(name);
    if (!build) {
      throw new Error(`build must be one of ${this._builds.map((b) => b.name).join(', ') || 'none, because the blueprint has no builds'}, got: ${name}`);
    }
    return build;
  }

  /** The text of the `pipeline.json` that this blueprint can be read from again. */
  public toJson(): string {
    return `${JSON.stringify(this.document, undefined, 2)}\n`;
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`${path} cannot be read: ${(error as Error).message}. Create it, or start in the folder that has it.`);
  }
}

/** The profiles of the user's own, by their names, as the document holds them. */
function ownProfiles(environments: readonly DeploymentEnvironmentProps[], problems: Problems): Record<string, ProfileDocument> {
  const found = new Map<string, ProfileDocument>();
  environments.forEach(({ profile }, index) => {
    const document = profile._toDocument();
    if (!isDeepStrictEqual(found.get(profile.name) ?? document, document)) {
      problems.add(`environments[${index}].profile`, 'must be the same profile wherever its name is used', profile.name, 'Use one profile for these environments, or give one of them another name.');
    }
    found.set(profile.name, document);
  });
  return Object.fromEntries([...found].filter(([name]) => !Object.hasOwn(BUILT_IN_PROFILES, name)));
}

/** An optional property that a caller left undefined is absent, as it would be in JSON. */
function withoutAbsentKeys(document: object): unknown {
  return JSON.parse(JSON.stringify(document));
}
