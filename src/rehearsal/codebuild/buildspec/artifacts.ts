import type { Section } from './section';

/** Which files make an artifact. */
export interface BuildArtifacts {
  readonly baseDirectory?: string;
  readonly files: readonly string[];
  readonly excludePaths: readonly string[];
  readonly discardPaths: boolean;
  /** Whether links within the artifact stay links. */
  readonly enableSymlinks: boolean;
}

/** Where an artifact goes and how it is named is CodePipeline's to say: `name` and `s3-prefix` have no effect there. */
const KEYS = ['files', 'name', 'discard-paths', 'base-directory', 'exclude-paths', 'enable-symlinks', 's3-prefix'];

export function readArtifacts(section: Section): BuildArtifacts | undefined {
  section.allow(...KEYS, 'secondary-artifacts');
  return section.has('files') ? artifactsOf(section) : undefined;
}

export function readSecondaryArtifacts(section: Section): Record<string, BuildArtifacts> {
  return Object.fromEntries(section.sections('secondary-artifacts').map(([name, artifacts]) => {
    if (!artifacts.allow(...KEYS).has('files')) {
      artifacts.problem(`${artifacts.place} must have files`);
    }
    return [name, artifactsOf(artifacts)];
  }));
}

function artifactsOf(section: Section): BuildArtifacts {
  return {
    baseDirectory: section.text('base-directory'),
    files: section.textList('files'),
    excludePaths: section.textList('exclude-paths'),
    discardPaths: section.flag('discard-paths'),
    enableSymlinks: section.flag('enable-symlinks'),
  };
}
