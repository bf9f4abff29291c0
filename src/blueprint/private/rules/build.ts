import { buildPaths } from './build-paths';
import { containerImage } from './container-image';
import { parameterName, secretName, secretValue } from './value-sources';
import { account, environmentVariable, flag, line, name, oneOf, path, whole } from './values';
import { BuildCacheType } from '../../builds/build-cache';
import { BuildCompute } from '../../builds/build-compute';
import { ReportFormat } from '../../builds/build-report';
import { PackageRegistryType } from '../../builds/package-registry';
import { distinct, list, map, object, Rule, text } from '../shape';

const lines = (remedy: string): Rule => (node) => list(node, { minimum: 1, remedy }, line);
const commands = lines('List the shell commands.');
const patterns = lines('List the files, such as "reports/*.xml".');

const runtimes: Rule = (node) => map(node, {
  pattern: /^[a-z]+$/, must: 'must be a runtime of CodeBuild', remedy: 'Map a runtime such as "nodejs" to a version such as "22".',
}, (version) => text(version, /^[A-Za-z0-9.]+$/, 'must be a version', 'Write it as a string, such as "22".'));

const image: Rule = (node) => text(node, /^[a-zA-Z0-9][\w./@:-]*$/, 'must be an image', 'Write it as Docker does, such as "aws/codebuild/standard:7.0".');

const cache: Rule = (node) => object(node, {
  type: { required: true, rule: (n) => oneOf(n, Object.values(BuildCacheType)) },
  paths: { required: false, rule: patterns },
  dockerLayers: { required: false, rule: flag },
});

const valuesOf = (rule: Rule): Rule => (node) => map(node, environmentVariable, rule);

const plain: Rule = (node) => text(node, /^/, 'must be text', 'Write it as a string.');

const id = (prefix: string): Rule => (node) => text(node, new RegExp(`^${prefix}-[0-9a-f]{8,17}$`), `must be the id of a ${prefix}`, `Write it as AWS does, such as "${prefix}-0123456789abcdef0".`);

/** @see https://docs.aws.amazon.com/codebuild/latest/userguide/limits.html */
const network: Rule = (node) => object(node, {
  vpcId: { required: true, rule: id('vpc') },
  subnetIds: { required: true, rule: (n) => distinct(n, { minimum: 1, maximum: 16, remedy: 'List 1 to 16 private subnets.' }, id('subnet')) },
  securityGroupIds: { required: true, rule: (n) => distinct(n, { minimum: 1, maximum: 5, remedy: 'List 1 to 5 security groups.' }, id('sg')) },
});

const url: Rule = (node) => text(node, /^https?:\/\/\S+$/, 'must be a proxy\'s address', 'Write it such as "http://proxy.example.com:3128".');

const proxy: Rule = (node) => object(node, {
  http: { required: false, rule: url },
  https: { required: false, rule: url },
  noProxy: { required: false, rule: (n) => list(n, { remedy: 'List the hosts.' }, (host) => text(host, /^[^\s,]+$/, 'must be a host', 'Write one host an item.')) },
});

/** @see https://docs.aws.amazon.com/codeartifact/latest/APIReference/API_CreateRepository.html */
const registry: Rule = (node) => object(node, {
  type: { required: true, rule: (n) => oneOf(n, Object.values(PackageRegistryType)) },
  domain: { required: true, rule: (n) => text(n, /^[a-z][a-z0-9-]{0,48}[a-z0-9]$/, 'must be a CodeArtifact domain', 'Write 2 to 50 lowercase letters, digits and hyphens.') },
  owner: { required: true, rule: account },
  repository: { required: true, rule: (n) => text(n, /^[A-Za-z0-9][A-Za-z0-9._-]{1,99}$/, 'must be a CodeArtifact repository', 'Write 2 to 100 letters, digits, ".", "_" and "-".') },
});

const report: Rule = (node) => object(node, {
  format: { required: true, rule: (n) => oneOf(n, Object.values(ReportFormat)) },
  files: { required: true, rule: (n) => list(n, { minimum: 1, remedy: 'List the files, such as "reports/*.xml".' }, reportFile) },
  minimumCoverage: { required: false, rule: (n) => whole(n, 1, 100, 'Give the percentage of lines, such as 70.') },
});

const reportFile: Rule = (node) => text(
  node, /^(?!\/)[A-Za-z0-9._/@*?-]+$/, 'must be a pattern for files in the repository', 'Use letters, digits, ".", "_", "@", "-", "/" and the wildcards "*", "**" and "?".',
);

/**
 * CodeBuild itself allows more, CloudFormation does not.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/limits.html
 */
const timeout: Rule = (node) => whole(node, 5, 480, 'Give the minutes as a number.');

export const build: Rule = (node) => object(node, {
  name: { required: true, rule: name },
  buildspec: { required: false, rule: path },
  commands: { required: false, rule: commands },
  installCommands: { required: false, rule: commands },
  runtimes: { required: false, rule: runtimes },
  containerImage: { required: false, rule: containerImage },
  output: { required: false, rule: path },
  paths: { required: false, rule: buildPaths },
  compute: { required: false, rule: (n) => oneOf(n, Object.values(BuildCompute)) },
  image: { required: false, rule: image },
  imageCredentials: { required: false, rule: secretName },
  privileged: { required: false, rule: flag },
  cache: { required: false, rule: cache },
  timeoutMinutes: { required: false, rule: timeout },
  variables: { required: false, rule: valuesOf(plain) },
  parameters: { required: false, rule: valuesOf(parameterName) },
  secrets: { required: false, rule: valuesOf(secretValue) },
  network: { required: false, rule: network },
  proxy: { required: false, rule: proxy },
  registries: { required: false, rule: (n) => list(n, { remedy: 'List the registries.' }, registry) },
  reports: { required: false, rule: (n) => list(n, { remedy: 'List the reports.' }, report) },
});
