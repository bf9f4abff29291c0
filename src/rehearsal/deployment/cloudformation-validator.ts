import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { TargetStack } from './deployment';
import { assetPath } from '../assets';
import { RequestThread } from '../host/request-thread';

/** What is wrong with a template, and whether it could be looked at. */
export type ValidationResult = { readonly findings: readonly string[] } | { readonly unavailable: string };

type TargetEnvironment = Pick<TargetStack, 'account' | 'region'>;

interface Diagnostic {
  readonly ruleId: string;
  readonly severity: string;
  readonly message: string;
  readonly propertyPath?: string;
  readonly entity?: { readonly entityType: string; readonly logicalId?: string };
}

/** W3030 (a value outside of an enumeration) is only a warning there, and yet CloudFormation refuses it. */
const ERRORS = ['FATAL', 'ERROR'];
const WARNINGS_THAT_FAIL = ['W3030'];

/** As aws-cdk-lib does at synth: these rules speak about style, or find fault with what CDK writes on purpose. */
const IGNORED = ['W3005', 'W1020', 'I4010', 'W4011', 'W4012', 'W9002', 'W9013', 'W1103'];

/** Starting one takes seconds, so that all rehearsals of one process share it. By the file of aws-cdk-lib. */
const THREADS = new Map<string, RequestThread>();

/**
 * AWS's own template validator, which travels inside aws-cdk-lib.
 *
 * It is loaded from the project's aws-cdk-lib, because the rules should be those of the version that made the template,
 * and in a thread of its own: it is 10 MB of WebAssembly, which can be loaded while builds run.
 */
export class CloudFormationValidator {
  private readonly library: string | undefined;
  /** What was asked for in this rehearsal, by all that the answer depends on. */
  private readonly results = new Map<string, Promise<ValidationResult>>();

  constructor(projectDirectory: string) {
    this.library = libraryWithValidator(projectDirectory);
  }

  /** Begins to load, so that the first template does not have to wait for it. */
  public prepare(): void {
    if (this.library !== undefined && !THREADS.has(this.library)) {
      THREADS.set(this.library, new RequestThread(assetPath('template-validator.js'), { library: this.library }));
    }
  }

  /** Begins to validate what will be asked for, so that nobody has to wait for it then. */
  public announce(text: string, path: string, environment: TargetEnvironment): void {
    const { thread } = this;
    if (thread) {
      // Who asks for the result learns of the failure.
      this.result(thread, text, path, environment).catch(() => undefined);
    }
  }

  public async validate(text: string, path: string, environment: TargetEnvironment): Promise<ValidationResult> {
    const { thread } = this;
    if (!thread) {
      return { unavailable: 'the template was not validated: there is no aws-cdk-lib with AWS\'s validator in the project (2.275 or newer)' };
    }
    return thread.waitFor(this.result(thread, text, path, environment));
  }

  private get thread(): RequestThread | undefined {
    this.prepare();
    return this.library === undefined ? undefined : THREADS.get(this.library);
  }

  private result(thread: RequestThread, text: string, path: string, environment: TargetEnvironment): Promise<ValidationResult> {
    const key = JSON.stringify([text, path, environment.account, environment.region]);
    const known = this.results.get(key) ?? examine(thread, text, path, environment);
    this.results.set(key, known);
    return known;
  }
}

async function examine(thread: RequestThread, text: string, path: string, environment: TargetEnvironment): Promise<ValidationResult> {
  const options = {
    detailLevel: 'STANDARD',
    pseudoParameterOverrides: { accountId: environment.account, region: environment.region },
    exclude: { ids: IGNORED },
    severityLevel: 'WARN',
  };
  const { diagnostics } = await thread.ask<{ readonly diagnostics: readonly Diagnostic[] }>({ text, path, options });
  const failing = diagnostics.filter(({ severity, ruleId }) => ERRORS.includes(severity) || WARNINGS_THAT_FAIL.includes(ruleId));
  return { findings: failing.map(describe) };
}

/** The file of an aws-cdk-lib that has the validator. Without one in the project, that beside this library will do. */
function libraryWithValidator(projectDirectory: string): string | undefined {
  for (const start of [join(projectDirectory, 'package.json'), __filename]) {
    try {
      const library = createRequire(start).resolve('aws-cdk-lib/package.json');
      createRequire(library).resolve('@aws/cloudformation-validate');
      return library;
    } catch {
      continue;
    }
  }
  return undefined;
}

function describe({ ruleId, message, propertyPath, entity }: Diagnostic): string {
  const place = [entity?.logicalId, propertyPath?.replace(/^Properties\./, '')].filter(Boolean).join('.');
  return `${place ? `${place}: ` : ''}${message} (${ruleId})`;
}
