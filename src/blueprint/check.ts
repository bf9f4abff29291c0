import { BuildNetwork } from './builds/build-network';
import { CommandCheckProps } from './command-check';
import { LoadCheckProps } from './load-check';
import type { CheckDocument } from './private/check-document';
import { SecurityScanProps } from './security-scan';
import { SmokeCheckProps } from './smoke-check';

/** What a check does. */
export enum CheckType {
  /** Runs commands of the repository. */
  COMMAND = 'command',
  /** Compares the answers of URLs with what they should be. */
  SMOKE = 'smoke',
  /** Compares latency and errors under load with thresholds. */
  LOAD = 'load',
  /** Looks up the known vulnerabilities of dependencies. */
  SECURITY_SCAN = 'securityScan',
}

/** A check that runs after all stages of an environment are deployed. A failing one stops the release. */
export class Check {
  /** A check that runs any commands of yours, such as integration or end-to-end tests. */
  public static command(props: CommandCheckProps): Check {
    return new Check(props);
  }

  /** A check that sends requests and compares the answers. It needs no script of yours. */
  public static smoke(props: SmokeCheckProps): Check {
    return new Check({ ...props, type: 'smoke' });
  }

  /** A load test that fails when a threshold is missed. It needs no script of yours. */
  public static load(props: LoadCheckProps): Check {
    return new Check({ ...props, type: 'load' });
  }

  /** A check that fails when a dependency of a lock file has a known vulnerability. It needs no script of yours. */
  public static securityScan(props: SecurityScanProps): Check {
    return new Check({ ...props, type: 'securityScan' });
  }

  /** @internal */
  public static _fromDocument(document: CheckDocument): Check {
    return new Check(document);
  }

  /** The check's name in the pipeline. */
  public readonly name: string;

  /** What the check does. */
  public readonly type: CheckType;

  /** How long the check may take, in minutes, if it has a limit of its own. */
  public readonly timeoutMinutes?: number;

  private readonly document: CheckDocument;

  private constructor(document: CheckDocument) {
    this.document = structuredClone(document);
    this.name = document.name;
    this.type = (document.type as CheckType | undefined) ?? CheckType.COMMAND;
    this.timeoutMinutes = document.timeoutMinutes;
  }

  /** The shell commands of a command check, in order; none for the others. */
  public get commands(): string[] {
    return 'commands' in this.document ? [...this.document.commands] : [];
  }

  /** The stack outputs that the check reads: variable to `stage.Output`. */
  public get outputs(): { [variable: string]: string } {
    return { ...this.document.outputs };
  }

  /** The secrets that the check reads: variable to the secret's name. */
  public get secrets(): { [variable: string]: string } {
    return { ...this.document.secrets };
  }

  /** Where the check runs, if in a VPC. */
  public get network(): BuildNetwork | undefined {
    return structuredClone(this.document.network);
  }

  /** @internal */
  public _toDocument(): CheckDocument {
    return structuredClone(this.document);
  }
}
