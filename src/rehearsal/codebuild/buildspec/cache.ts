import type { Section } from './section';

/** What a build keeps for the next one. */
export interface BuildCache {
  readonly paths: readonly string[];
  readonly key?: string;
  readonly fallbackKeys: readonly string[];
  readonly restores: boolean;
  readonly saves: boolean;
}

const MOST_FALLBACK_KEYS = 5;

export function readCache(section: Section): BuildCache | undefined {
  section.allow('key', 'fallback-keys', 'action', 'paths');
  const fallbackKeys = section.textList('fallback-keys');
  if (fallbackKeys.length > MOST_FALLBACK_KEYS) {
    section.problem(`${section.placeOf('fallback-keys')} must be up to ${MOST_FALLBACK_KEYS}, got: ${fallbackKeys.length}`);
  }
  const action = section.choice('action', ['restore', 'save']);
  return section.has('paths')
    ? { paths: section.textList('paths'), key: section.text('key'), fallbackKeys, restores: action !== 'save', saves: action !== 'restore' }
    : undefined;
}
