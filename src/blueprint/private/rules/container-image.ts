import { isLambdaCompute } from './lambda-compute';
import { oneOf, PATH } from './values';
import { CpuArchitecture } from '../../cpu-architecture';
import { IMAGE_REPOSITORY } from '../image-build';
import { childOf, fields, Node, object, Rule, text } from '../shape';

/** The folder with the Dockerfile may be the repository's root. */
const directory: Rule = (node) => text(
  node, new RegExp(`^\\.$|${PATH.source}`), 'must be a folder inside the repository', 'Name the folder with the Dockerfile, such as "backend", or "." for the root.',
);

export const containerImage: Rule = (node) => object(node, {
  directory: { required: true, rule: directory },
  architecture: { required: false, rule: (n) => oneOf(n, Object.values(CpuArchitecture)) },
});

const NOT_BESIDE = ['buildspec', 'commands', 'installCommands', 'runtimes', 'registries', 'reports', 'image', 'imageCredentials', 'privileged'];

/** The library writes what such a build does, and chooses the machine that can do it. */
export function checkContainerImage(build: Node): void {
  for (const node of NOT_BESIDE.flatMap((key) => fields([build], key))) {
    node.report('must not stand beside containerImage, whose build has commands and a machine of its own', 'Remove it, or write a build of its own for it.');
  }
  const { compute } = build.value as Record<string, unknown>;
  if (isLambdaCompute(compute)) {
    build.at('compute').report('must not be Lambda\'s beside containerImage, because it runs no Docker', 'Choose a compute such as small.');
  }
  for (const values of ['variables', 'parameters', 'secrets'].flatMap((kind) => childOf(build, kind) ?? [])) {
    fields([values], IMAGE_REPOSITORY).forEach((node) => node.problems.add(
      `the key of ${node.place}`, 'must not be one that a build of an image uses itself', IMAGE_REPOSITORY, 'Give it another name.'));
  }
}
