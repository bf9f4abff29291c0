import { checkBuildPaths } from './build-paths';
import { checkBuildVariables } from './build-variables';
import { checkContainerImage } from './container-image';
import { checkLambdaCompute, isLambdaCompute } from './lambda-compute';
import { BuildCacheType } from '../../builds/build-cache';
import { BuildCompute } from '../../builds/build-compute';
import { ReportFormat } from '../../builds/build-report';
import { childOf, fields, isRecord, items, Node, unique } from '../shape';

/** What the keys of a build have to do with each other. */
export function checkBuilds(root: Node): void {
  for (const build of items(root, 'builds').filter((node) => isRecord(node.value))) {
    if (makesImage(build)) {
      checkContainerImage(build);
    } else {
      checkCommands(build);
    }
    checkCache(build);
    checkBuildPaths(root, build);
    checkImage(build);
    checkReports(build);
    checkBuildVariables(root, build);
    checkLambdaCompute(build);
    unique(fields(items(build, 'registries'), 'type'), 'tool');
  }
}

function makesImage(build: Node): boolean {
  return fields([build], 'containerImage').length > 0;
}

/** Nobody can add to a buildspec of the repository, which may say anything. */
const ONLY_WITH_COMMANDS: Record<string, string> = {
  installCommands: 'write them in its install phase',
  runtimes: 'write them as its runtime-versions',
  registries: 'log in there with "aws codeartifact login"',
  reports: 'write them as its reports',
};

function checkCommands(build: Node): void {
  const [commands] = fields([build], 'commands');
  if (commands) {
    fields([build], 'buildspec').forEach((node) => node.report('must not stand beside commands', 'Keep one of the two.'));
    return;
  }
  for (const [key, remedy] of Object.entries(ONLY_WITH_COMMANDS)) {
    fields([build], key).forEach((node) => node.report('needs commands, because the build executes a buildspec of the repository', `Give commands, or ${remedy}.`));
  }
  fields([build], 'cache').flatMap((cache) => fields([cache], 'paths')).forEach((node) => node.report(
    'needs commands, because the build executes a buildspec of the repository', 'Give commands, or write them as its cache.paths.'));
}

/** @see https://docs.aws.amazon.com/codebuild/latest/userguide/caching-local.html */
function checkCache(build: Node): void {
  const cache = childOf(build, 'cache');
  if (!cache) {
    return;
  }
  const { commands, compute, network, privileged } = build.value as Record<string, unknown>;
  const { type, paths, dockerLayers } = cache.value as Record<string, unknown>;
  const isLocal = type === BuildCacheType.LOCAL;
  if ((commands !== undefined || makesImage(build)) && paths === undefined && dockerLayers !== true) {
    cache.at('paths').report(`is required with ${commands === undefined ? 'containerImage' : 'commands'}`, 'List what is kept, such as "/root/.npm/**".');
  }
  if (isLocal && network !== undefined) {
    cache.at('type').report('must not be local in a network, where CodeBuild keeps nothing on its machines', 'Choose s3, or remove network.');
  }
  if (isLocal && compute === BuildCompute.X2LARGE) {
    cache.at('type').report('must not be local for the compute 2xlarge, where CodeBuild keeps nothing on its machines', 'Choose s3, or a smaller machine.');
  }
  if (dockerLayers === true && !isLocal) {
    cache.at('dockerLayers').report('must not be true for this type', 'Only a local cache keeps layers.');
  }
  if (dockerLayers === true && privileged !== true && !makesImage(build)) {
    cache.at('dockerLayers').report('must not be true for a build without Docker', 'Set "privileged": true, or remove it.');
  }
}

function checkImage(build: Node): void {
  const { image, compute, imageCredentials } = build.value as Record<string, unknown>;
  if (typeof image === 'string' && !isLambdaCompute(compute) && /^aws\/codebuild\/.*-lambda-/.test(image)) {
    build.at('image').report('must not be an image for Lambda', `Choose a compute such as ${BuildCompute.LAMBDA_1GB}, or another image.`);
  }
  if (imageCredentials !== undefined && (typeof image !== 'string' || /^aws\/codebuild\/|\.dkr\.ecr\./.test(image))) {
    build.at('imageCredentials').report('needs an image of another registry than CodeBuild\'s and ECR', 'Give the image, or remove it: ECR is read with the build\'s role.');
  }
}

function checkReports(build: Node): void {
  const reports = items(build, 'reports');
  unique(fields(reports, 'format'), 'report');
  for (const report of reports.filter((node) => isRecord(node.value) && node.value.format === ReportFormat.JUNIT)) {
    fields([report], 'minimumCoverage').forEach((node) => node.report('needs a coverage report', 'JUnit knows no coverage; remove it, or add the report that does.'));
  }
}
