import { existsSync } from 'node:fs';
import { join } from 'node:path';

const PLACEHOLDER = join(__dirname, '..', '..', '..', 'assets', 'placeholder');

/**
 * The folder that a build has written, or a marked placeholder while there is none.
 *
 * Builds run before the CDK app, so a commit that adds a build meets the pipeline that does not run it yet. Failing
 * there would keep the pipeline from ever learning of the build; the placeholder lets it update itself first.
 */
export function buildOutputOrPlaceholder(directory: string): string {
  return existsSync(directory) ? directory : PLACEHOLDER;
}
