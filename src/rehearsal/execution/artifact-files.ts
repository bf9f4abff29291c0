import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ActionFailure } from './action-outcome';
import type { ExecutionContext } from './execution-context';

/**
 * The text of a file of an artifact, which must be UTF-8.
 *
 * @throws ActionFailure if it is not there, too large, or no text
 */
export function readArtifactFile(artifact: string, path: string, context: ExecutionContext, mostBytes: number): string {
  const file = join(context.artifacts.get(artifact), path);
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new ActionFailure(`${artifact}::${path} is not in the artifact`);
  }
  const { size } = statSync(file);
  if (size > mostBytes) {
    throw new ActionFailure(`${artifact}::${path} has ${size} bytes; AWS takes at most ${mostBytes}`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch {
    throw new ActionFailure(`${artifact}::${path} must be UTF-8`);
  }
}

/** @throws ActionFailure if the text is no JSON */
export function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ActionFailure(`${place} is not valid JSON: ${(error as Error).message}`);
  }
}
