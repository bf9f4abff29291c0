import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CloudAssembly, UNKNOWN_ACCOUNT, UsageError } from '../../rehearsal';

/** A resource of a template, as far as its rights depend on it. */
export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** What CloudFormation manages in one account. */
export interface AccountResources {
  readonly account: string;
  readonly partition: string;
  readonly resources: readonly Resource[];
  /** The templates as text, for the references that stand anywhere in them. */
  readonly texts: readonly string[];
}

interface Template {
  readonly Resources?: Readonly<Record<string, Resource>>;
}

interface AssetManifest {
  readonly files?: Readonly<Record<string, { readonly source?: { readonly path?: string } }>>;
}

const TEMPLATE = /\.template\.json$/;

/**
 * The resources of all stacks of a cloud assembly by their accounts, nested stacks included.
 *
 * @throws UsageError if the account of a stack is not known
 */
export function resourcesByAccount(assembly: CloudAssembly): AccountResources[] {
  const unknown = assembly.stacks.filter(({ account }) => account === UNKNOWN_ACCOUNT);
  if (unknown.length > 0) {
    throw new UsageError('--app', 'must hold stacks whose account is known', unknown.map(({ displayName }) => displayName).join(', '), 'Give these stacks env: { account: …, region: … }.');
  }
  const accounts = new Map<string, { partition: string; texts: string[] }>();
  for (const { account, region, templateFile } of assembly.stacks) {
    const known = accounts.get(account) ?? { partition: partitionOf(region), texts: [] };
    known.texts.push(...withNested(templateFile));
    accounts.set(account, known);
  }
  return [...accounts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([account, { partition, texts }]) => (
    { account, partition, texts, resources: texts.flatMap((text) => Object.values((JSON.parse(text) as Template).Resources ?? {})) }));
}

/** The texts of a template and of the templates of its nested stacks, which are assets of the stack. */
function withNested(file: string): string[] {
  const manifest = file.replace(TEMPLATE, '.assets.json');
  const { files = {} } = (existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : {}) as AssetManifest;
  const nested = Object.values(files).map(({ source }) => source?.path ?? '').filter((path) => TEMPLATE.test(path) && path !== basename(file));
  return [file, ...nested.map((path) => join(dirname(file), path))].map((path) => readFileSync(path, 'utf8'));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
function partitionOf(region: string): string {
  return region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
