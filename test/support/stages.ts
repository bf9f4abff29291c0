import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stage, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { IConstruct } from 'constructs';

/** Where the stages of the tests are deployed to. */
export const ENV = { account: '111111111111', region: 'eu-west-1' };

/** A digest of the right form. */
export const DIGEST = `sha256:${'a'.repeat(64)}`;

/** The feature flags of an app as `cdk init` makes it today. Constructs must work with them and without. */
export const RECOMMENDED_FLAGS: Record<string, unknown> = JSON.parse(
  readFileSync(require.resolve('aws-cdk-lib/recommended-feature-flags.json'), 'utf8'),
);

/** A folder with these files. */
export function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'stage-'));
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** All resources of a template as `logicalId: Type`: what must not change, or a deployed resource is replaced. */
export function logicalIds(template: Template): string[] {
  const resources: Record<string, { Type: string }> = template.toJSON().Resources;
  return Object.entries(resources).map(([id, { Type }]) => `${id}: ${Type}`).sort();
}

/** The findings of cdk-nag's AwsSolutions rules that nothing acknowledges. */
export function nagFindings(stage: Stage): string[] {
  return new AwsSolutionsChecks().validateScope(stage).violations
    .flatMap(({ ruleName, violatingResources }) => violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`));
}

/** Every acknowledgement under a scope as `path: finding: reason`. */
export function acknowledgements(scope: IConstruct): string[] {
  return scope.node.findAll().flatMap((construct) => construct.node.metadata
    .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
    .flatMap(({ data }) => Object.entries(data as Record<string, string>))
    .filter(([id]) => id.startsWith('AwsSolutions::AwsSolutions-'))
    .map(([id, reason]) => `${construct.node.path}: ${id.replace('AwsSolutions::AwsSolutions-', '')}: ${reason}`));
}

interface ValidationReport {
  readonly pluginReports: { readonly violations?: { readonly ruleName: string; readonly description: string }[] }[];
}

/** What AWS's own validator says of the app's templates, warnings included. */
export function validatorFindings(app: App): string[] {
  app.synth();
  const report: ValidationReport = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'));
  return report.pluginReports.flatMap(({ violations }) => violations ?? []).map(({ ruleName, description }) => `${ruleName}: ${description}`);
}

const NAMES = ['BucketName', 'ClusterName', 'FunctionName', 'GroupName', 'LogGroupName', 'RoleName', 'ServiceName'];

/** Properties that fix a physical name: CloudFormation cannot replace such a resource, because its successor is made first. */
export function physicalNames(template: Template): string[] {
  const resources: Record<string, { Type: string; Properties?: Record<string, unknown> }> = template.toJSON().Resources;
  return Object.entries(resources).flatMap(([id, { Type, Properties }]) => {
    const names = Type.startsWith('AWS::ElasticLoadBalancingV2::') ? ['Name'] : NAMES;
    return names.filter((name) => Properties?.[name] !== undefined && !isReference(Properties[name])).map((name) => `${id}: ${name}`);
  });
}

const isReference = (value: unknown) => typeof value === 'object' && value !== null && 'Ref' in value;

interface Finding {
  readonly finding: string;
  readonly path: string;
}

/** Acknowledgements that no finding needs any more. */
export function idleAcknowledgements(stage: Stage): string[] {
  const findings = allFindings(stage);
  return acknowledgements(stage).filter((line) => {
    const [path, rest] = [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)];
    return !findings.some((one) => rest.startsWith(`${one.finding}: `) && `${one.path}/`.startsWith(`${path}/`));
  });
}

/** The findings as they would be if nothing were acknowledged. */
function allFindings(stage: Stage): Finding[] {
  const everything = new AwsSolutionsChecks();
  Object.assign(everything, { isAcknowledged: () => false });
  return everything.validateScope(stage).violations.flatMap(({ ruleName, violatingResources }) => violatingResources
    .map(({ constructPath }) => ({ finding: ruleName.replace('AwsSolutions-', ''), path: constructPath ?? '' })));
}
