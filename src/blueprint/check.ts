import type { CheckDocument } from './private/document';

/** Commands that prove a deployment. */
export interface CheckProps {
  /** Names the check in the pipeline, such as `smoke`. Lowercase letters, digits and hyphens. */
  readonly name: string;

  /**
   * Shell commands, run in a copy of the repository one after another. The first one that exits with another code
   * than 0 fails the check and stops the release.
   */
  readonly commands: string[];

  /**
   * Stack outputs that the commands read as environment variables: variable to `stage.Output`, such as
   * `{ API_URL: 'api.Url' }`. The stage is named without its environment: `beta-api` is `api`.
   *
   * @default - no outputs
   */
  readonly outputs?: { [variable: string]: string };
}

/** A check that runs after all stages of an environment are deployed. A failing one stops the release. */
export class Check {
  /** A check that runs any commands of yours. */
  public static command(props: CheckProps): Check {
    return new Check(props);
  }

  /** @internal */
  public static _fromDocument(document: CheckDocument): Check {
    return new Check(document);
  }

  /** The check's name in the pipeline. */
  public readonly name: string;
  private readonly _commands: readonly string[];
  private readonly _outputs: Readonly<Record<string, string>>;

  private constructor(props: CheckProps) {
    this.name = props.name;
    this._commands = [...props.commands];
    this._outputs = { ...props.outputs };
  }

  /** The shell commands, in order. */
  public get commands(): string[] {
    return [...this._commands];
  }

  /** The stack outputs that the commands read: variable to `stage.Output`. */
  public get outputs(): { [variable: string]: string } {
    return { ...this._outputs };
  }

  /** @internal */
  public _toDocument(): CheckDocument {
    const outputs = this.outputs;
    return { name: this.name, commands: this.commands, ...(Object.keys(outputs).length > 0 && { outputs }) };
  }
}
