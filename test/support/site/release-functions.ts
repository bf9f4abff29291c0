import { join } from 'node:path';

const FUNCTIONS = join(__dirname, '..', '..', '..', 'assets', 'site', 'releases');

export interface Run { readonly status: 'going' | 'done' | 'failed'; readonly reason: string; readonly waitSeconds: number; readonly [key: string]: unknown }

/** The three handlers, as a new sandbox has them. */
export interface ReleaseFunctions {
  readonly publish: (event: unknown, context: { getRemainingTimeInMillis(): number }) => Promise<void>;
  readonly drive: (run: unknown) => Promise<Run>;
  readonly operate: (request: unknown) => Promise<any>;
}

/** The name of a file among the sources of the functions, for its own test. */
export function source<T extends object>(name: string): T {
  return jest.requireActual<T>(join(FUNCTIONS, name));
}

export function releaseFunctions(): ReleaseFunctions {
  return source('index.js');
}
