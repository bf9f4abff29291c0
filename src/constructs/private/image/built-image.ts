import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Problems } from '../../../blueprint/private/problems';

/** An image that a build has pushed. */
export interface BuiltImage {
  readonly registry: string;
  readonly region: string;
  readonly repository: string;
  readonly digest: string;
}

const REGISTRY = /^(\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?)\/([a-z0-9._/-]+)$/;
export const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** What a build has written of its image; nothing while there is no such file. */
export function readBuiltImage(file: string, problems: Problems): BuiltImage | undefined {
  const path = resolve(process.cwd(), file);
  if (!existsSync(path)) {
    return undefined;
  }
  const text = readFileSync(path, 'utf8');
  const { repository, digest } = parse(text);
  const [, registry, region, name] = REGISTRY.exec(repository) ?? [];
  if (registry === undefined || !DIGEST.test(digest)) {
    problems.add(file, 'must hold the repository and the digest of an image in ECR', text.trim(), 'Delete it: the build of the image writes it.');
    return undefined;
  }
  return { registry, region, repository: name, digest };
}

function parse(text: string): { repository: string; digest: string } {
  try {
    const { repository, digest } = JSON.parse(text) as Record<string, unknown>;
    return { repository: String(repository), digest: String(digest) };
  } catch {
    return { repository: '', digest: '' };
  }
}
