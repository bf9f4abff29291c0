import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AssemblyStack, Template, TemplateResource } from './cloud-assembly';
import { Intrinsics, isObject } from './intrinsics';
import { text } from './template-values';

/** The code of a function: a text, or a folder or ZIP of the cloud assembly; undefined if it is elsewhere. */
export type FunctionCode = { readonly inline: string } | { readonly asset: string } | undefined;

/** A Lambda function of a cloud assembly. */
export interface LambdaFunction {
  readonly logicalId: string;
  readonly name: string;
  readonly runtime: string;
  readonly handler: string;
  readonly timeoutInSeconds: number;
  readonly memoryInMegabytes: number;
  readonly hasLayers: boolean;
  readonly environment: Readonly<Record<string, string>>;
  readonly code: FunctionCode;
  readonly account: string;
  readonly region: string;
}

/** Defaults: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
const TIMEOUT_SECONDS = 3;
const MEMORY_MEGABYTES = 128;

export function lambdaFunctionOf(logicalId: string, resource: TemplateResource, template: Template, stack: AssemblyStack): LambdaFunction {
  const properties = new Intrinsics(template, stack).resolve(resource.Properties ?? {}) as Record<string, unknown>;
  const variables = isObject(properties.Environment) && isObject(properties.Environment.Variables) ? properties.Environment.Variables : {};
  return {
    logicalId,
    name: text(properties.FunctionName) ?? logicalId,
    runtime: text(properties.Runtime) ?? '',
    handler: text(properties.Handler) ?? '',
    timeoutInSeconds: Number(properties.Timeout ?? TIMEOUT_SECONDS),
    memoryInMegabytes: Number(properties.MemorySize ?? MEMORY_MEGABYTES),
    hasLayers: Array.isArray(properties.Layers) && properties.Layers.length > 0,
    environment: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, text(value) ?? ''])),
    code: codeOf(properties.Code, resource, dirname(stack.templateFile)),
    account: stack.account,
    region: stack.region,
  };
}

function codeOf(code: unknown, { Metadata: metadata }: TemplateResource, directory: string): FunctionCode {
  if (isObject(code) && typeof code.ZipFile === 'string') {
    return { inline: code.ZipFile };
  }
  const key = isObject(code) ? text(code.S3Key) : undefined;
  const path = text(metadata?.['aws:asset:path']) ?? (key && pathOfAsset(key, directory));
  return path && existsSync(join(directory, path)) ? { asset: join(directory, path) } : undefined;
}

/** Without asset metadata in the template, the manifests of the assets tell which file becomes which object. */
function pathOfAsset(key: string, directory: string): string | undefined {
  const manifests = readdirSync(directory).filter((name) => name.endsWith('.assets.json'));
  const files = manifests.flatMap((name) => Object.values((JSON.parse(readFileSync(join(directory, name), 'utf8')) as AssetManifest).files ?? {}));
  return files.find(({ destinations }) => Object.values(destinations).some(({ objectKey }) => objectKey === key))?.source.path;
}

interface AssetManifest {
  readonly files?: Readonly<Record<string, {
    readonly source: { readonly path?: string };
    readonly destinations: Readonly<Record<string, { readonly objectKey?: string }>>;
  }>>;
}
