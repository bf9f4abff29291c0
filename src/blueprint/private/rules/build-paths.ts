import { BuildCacheType } from '../../builds/build-cache';
import { REUSE_VARIABLES } from '../build-reuse';
import { childOf, distinct, fields, Node, Rule, text } from '../shape';

const pattern: Rule = (node) => text(
  node, /^(?!\.{0,2}\/)([A-Za-z0-9._/@ *?-]|\{[A-Za-z0-9._/@ *?,-]+\}|\[!?[A-Za-z0-9._@-]+\])+$/, 'must be a pattern for files in the repository',
  'Write it from the repository\'s root with letters, digits, ".", "_", "@", "-", "/", spaces and "*", "**", "?", "[]", "{}"; wildcards stand for other characters.',
);

export const buildPaths: Rule = (node) => distinct(node, { minimum: 1, remedy: 'List what the build depends on, such as "backend/**".' }, pattern);

/** An output can only be taken where something keeps it, and where everything that makes it another one is seen. */
export function checkBuildPaths(root: Node, build: Node): void {
  const [paths] = fields([build], 'paths');
  if (!paths) {
    return;
  }
  const { name: buildName, buildspec, containerImage, output, parameters } = build.value as Record<string, unknown>;
  if (output === undefined && containerImage === undefined) {
    paths.report('needs an output, because nothing else of a build is kept', 'Give output, or remove paths.');
  }
  if (buildspec !== undefined && buildspec !== `${buildName}/buildspec.yml`) {
    build.at('buildspec').report(
      'must not stand beside paths, because nobody adds to a buildspec of the repository what takes and keeps the output',
      'Give commands, let the project type generate the buildspec, or remove paths.');
  }
  if (parameters !== undefined) {
    build.at('parameters').report(
      'must not stand beside paths, because their values may be secret and are not compared, so a change of one would build nothing', 'Write them under variables, or remove paths.');
  }
  const variables = [childOf(root, 'variables'), childOf(build, 'variables'), childOf(build, 'secrets')].flatMap((values) => values ?? []);
  for (const name of REUSE_VARIABLES) {
    fields(variables, name).forEach((node) => node.problems.add(`the key of ${node.place}`, 'must not be one that a build with paths uses itself', name, 'Give it another name.'));
  }
  const cache = childOf(build, 'cache');
  if (cache && (cache.value as Record<string, unknown>).type === BuildCacheType.LOCAL) {
    cache.at('type').report('must not be local beside paths, because the output is kept in S3', 'Choose s3, or remove paths.');
  }
}
