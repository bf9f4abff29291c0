import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What is wrong with a template, and whether it could be looked at. */
export type ValidationResult = { readonly findings: readonly string[] } | { readonly unavailable: string };

interface Diagnostic {
  readonly ruleId: string;
  readonly severity: string;
  readonly message: string;
  readonly propertyPath?: string;
  readonly entity?: { readonly entityType: string; readonly logicalId?: string };
}

interface Engine {
  validateTemplate(content: unknown, options: object): { readonly diagnostics: readonly Diagnostic[] };
}

interface ValidatorModule {
  readonly CompositeEngine: new (configuration: object) => Engine;
  readonly TemplateContent: new (text: string, path: string) => unknown;
}

/** W3030 (a value outside of an enumeration) is only a warning there, and yet CloudFormation refuses it. */
const ERRORS = ['FATAL', 'ERROR'];
const WARNINGS_THAT_FAIL = ['W3030'];

/** As aws-cdk-lib does at synth: these rules speak about style, or find fault with what CDK writes on purpose. */
const IGNORED = ['W3005', 'W1020', 'I4010', 'W4011', 'W4012', 'W9002', 'W9013', 'W1103'];

interface LoadedValidator {
  readonly module: ValidatorModule;
  readonly engine: Engine;
}

/** Starting the engine takes seconds, so that all rehearsals of one process share it. By the file of aws-cdk-lib. */
const LOADED = new Map<string, LoadedValidator>();

/**
 * AWS's own template validator, which travels inside aws-cdk-lib.
 *
 * It is loaded from the project's aws-cdk-lib when the first template is to be validated: it is 10 MB of WebAssembly,
 * and the rules should be those of the version that made the template.
 */
export class CloudFormationValidator {
  constructor(private readonly projectDirectory: string) {}

  public validate(text: string, path: string, environment: { account: string; region: string }): ValidationResult {
    const loaded = load(this.projectDirectory);
    if (!loaded) {
      return { unavailable: 'the template was not validated: there is no aws-cdk-lib with AWS\'s validator in the project (2.275 or newer)' };
    }
    const report = loaded.engine.validateTemplate(new loaded.module.TemplateContent(text, path), {
      detailLevel: 'STANDARD',
      pseudoParameterOverrides: { accountId: environment.account, region: environment.region },
      exclude: { ids: IGNORED },
      severityLevel: 'WARN',
    });
    const failing = report.diagnostics.filter(({ severity, ruleId }) => ERRORS.includes(severity) || WARNINGS_THAT_FAIL.includes(ruleId));
    return { findings: failing.map(describe) };
  }
}

function load(projectDirectory: string): LoadedValidator | undefined {
  // Without one in the project, the aws-cdk-lib beside this library will do.
  for (const start of [join(projectDirectory, 'package.json'), __filename]) {
    try {
      const library = createRequire(start).resolve('aws-cdk-lib/package.json');
      const known = LOADED.get(library);
      if (known) {
        return known;
      }
      const module = createRequire(library)('@aws/cloudformation-validate') as ValidatorModule;
      const loaded = { module, engine: new module.CompositeEngine({}) };
      LOADED.set(library, loaded);
      return loaded;
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
