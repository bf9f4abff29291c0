import { randomUUID } from 'node:crypto';
import { lstatSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ActionOutcome, NotExecutable } from './action-outcome';
import { configurationProblems } from './configuration-check';
import type { ExecutionContext } from './execution-context';
import { copyFiles, listFiles } from '../host/files';
import { writeZip } from '../host/zip';
import type { ActionDefinition } from '../model/pipeline-definition';

const RULES = { required: ['BucketName', 'Extract'], optional: ['ObjectKey', 'KMSEncryptionKeyARN', 'CannedACL', 'CacheControl'] };

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl, those of objects. */
const CANNED_ACLS = ['private', 'public-read', 'public-read-write', 'authenticated-read', 'aws-exec-read', 'bucket-owner-read', 'bucket-owner-full-control'];

/** S3's own limit, in UTF-8: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
const LONGEST_KEY = 1024;

/**
 * An S3 deployment: what it would write to the bucket lands in the folder of the run.
 *
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-S3Deploy.html
 *
 * @param declared with its references to variables, which the report shows in place of their values
 */
export async function runS3Deploy(action: ActionDefinition, context: ExecutionContext, declared: ActionDefinition): Promise<ActionOutcome> {
  const extract = action.configuration.Extract === 'true';
  const problems = [...configurationProblems(action, RULES), ...valueProblems(action, declared.configuration)];
  if (problems.length > 0) {
    return { status: 'failed', reasons: problems };
  }
  const { BucketName: bucket, ObjectKey: key = '' } = declared.configuration;
  const input = context.artifacts.get(action.inputs[0]);
  const files = listFiles(input).sort();
  const objects = extract ? files.filter((file) => !lstatSync(join(input, file)).isSymbolicLink()) : files;
  const target = targetOf(action, context);
  if (extract) {
    await copyFiles(input, target, objects);
  } else {
    mkdirSync(dirname(target), { recursive: true });
    await writeZip(input, target);
  }
  const written = extract ? objects.map((file) => join(input, file)) : [target];
  const bytes = written.reduce((sum, file) => sum + statSync(file).size, 0);
  const place = `s3://${bucket}/${key}${extract && key && !key.endsWith('/') ? '/' : ''}`;
  const links = files.length - objects.length;
  return {
    status: 'succeeded',
    remarks: [
      `would write ${written.length} ${written.length === 1 ? 'file' : 'files'} (${bytes} bytes) to ${place}; nothing was deployed`,
      `what would be written: ${context.folders.inReport(context.folders.deploymentFolder(context.number, action.stage, action.name))}`,
      ...links > 0 ? [`left out ${links} symbolic links: S3 has none`] : [],
    ],
  };
}

function valueProblems({ configuration, inputs }: ActionDefinition, said: Readonly<Record<string, string>>): string[] {
  const { Extract: extract, ObjectKey: key, CannedACL: acl, CacheControl: cache } = configuration;
  const problems: string[] = [];
  if (extract && !['true', 'false'].includes(extract)) {
    problems.push(`Extract must be true or false, got: ${said.Extract}`);
  }
  if (extract && extract !== 'true' && !key) {
    problems.push('ObjectKey is required where Extract is false: name the object that the archive becomes');
  }
  if (key && Buffer.byteLength(key) > LONGEST_KEY) {
    problems.push(`ObjectKey must have at most ${LONGEST_KEY} bytes, has ${Buffer.byteLength(key)}`);
  }
  if (acl && !CANNED_ACLS.includes(acl)) {
    problems.push(`CannedACL must be one of ${CANNED_ACLS.join(', ')}, got: ${said.CannedACL}`);
  }
  if (cache && !cache.split(',').every((directive) => /^\s*[A-Za-z-]+(=("[^"]*"|[^\s"]+))?\s*$/.test(directive))) {
    problems.push(`CacheControl must be directives with a comma between them, such as public, max-age=0, got: ${said.CacheControl}`);
  }
  if (inputs.length !== 1) {
    problems.push(`an S3 deployment takes one input artifact, got: ${inputs.length}`);
  }
  return problems;
}

/** Where the object, or the folder of the extracted objects, lands on this machine. */
function targetOf(action: ActionDefinition, context: ExecutionContext): string {
  const folder = context.folders.emptyDeploymentFolder(context.number, action.stage, action.name);
  const key = replacePlaceholders(action.configuration.ObjectKey ?? '', context.clock.now());
  if (key.split(/[\\/]/).includes('..')) {
    throw new NotExecutable('an ObjectKey with the segment .. can be no path on this machine');
  }
  return join(folder, key);
}

/**
 * The two placeholders that S3 deployments know in a key:
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html
 */
export function replacePlaceholders(key: string, now: Date): string {
  const moment = now.toISOString().replace(/\.\d+Z$/, '').replace('T', '_').replace(/:/g, '-');
  return key.replaceAll('{datetime}', moment).replaceAll('{uuid}', () => randomUUID());
}
