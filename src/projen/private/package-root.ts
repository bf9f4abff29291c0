import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeliveryEngine } from '../delivery-engine';

/** The root of this package: `src/projen/private` and the compiled `lib/projen/private` are equally deep. */
const ROOT = join(__dirname, '..', '..', '..');

/** The sample application as files. */
export const SAMPLE = join(ROOT, 'sample');

/** Files that take the place of the sample's where GitHub Actions delivers. */
const SAMPLE_FOR_GITHUB = join(ROOT, 'sample-github');

/** The folders of the sample that an engine delivers. Of two files of one path the first is taken. */
export function samplesFor(engine: DeliveryEngine): string[] {
  return engine === DeliveryEngine.GITHUB ? [SAMPLE_FOR_GITHUB, SAMPLE] : [SAMPLE];
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly peerDependencies: Record<string, string>;
}

/** What this package says of itself: a project that it scaffolds depends on the version that scaffolded it. */
export function manifest(): Manifest {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
}

/**
 * The behaviours of aws-cdk-lib that a new project gets: those that were recommended when this list was made.
 *
 * The list is ours and stands still, because a flag that is added to a deployed app can replace its resources.
 */
export function featureFlags(): Record<string, unknown> {
  return JSON.parse(readFileSync(join(ROOT, 'assets', 'feature-flags.json'), 'utf8')) as Record<string, unknown>;
}

/** projen writes a README before any component may; so the sample's has to be handed to it. */
export function readme(engine: DeliveryEngine): string {
  return readFileSync(join(samplesFor(engine)[0], 'README.md'), 'utf8');
}
