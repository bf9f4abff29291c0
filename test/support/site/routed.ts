import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EdgeRequest, EdgeResponse, Visit, viewerRequest } from './edge-events';
import { EdgeHandler, EdgeRuntime } from './edge-runtime';
import { FakeKeyValueStore } from './key-value-store';

const SITE = join(__dirname, '..', '..', '..', 'assets', 'site');
export const edgeSource = (name: 'route-release' | 'remember-release') => readFileSync(join(SITE, `${name}.js`), 'utf8');

export const OLD = '0123456789abcdef';
export const STABLE = '1111111111111111';
export const NEXT = '2222222222222222';
export const GONE = '9999999999999999';
export const KEPT = [NEXT, STABLE, OLD];

export interface Routing { readonly stable: string; readonly next?: string; readonly weight?: number; readonly kept: string[] }

export const rollingOut = (weight: number): Routing => ({ stable: STABLE, next: NEXT, weight, kept: KEPT });
export const settled = (stable = STABLE): Routing => ({ stable, kept: KEPT });

/** The viewer-request function in front of a KeyValueStore. */
export class Router {
  public readonly store = new FakeKeyValueStore();
  public readonly runtime = new EdgeRuntime(edgeSource('route-release'), this.store);
  private readonly handler: EdgeHandler = this.runtime.handler;

  public constructor(routing?: Routing | string) {
    if (routing !== undefined) this.route(routing);
  }

  public route(routing: Routing | string): void {
    this.store.set('routing', typeof routing === 'string' ? routing : JSON.stringify(routing));
  }

  public async answerTo(visit: Visit): Promise<EdgeRequest | EdgeResponse> {
    return this.handler(viewerRequest(visit));
  }

  /** What is asked of the bucket; of an answer at the edge, its status. */
  public async uriOf(visit: Visit | string): Promise<string> {
    const answer = await this.answerTo(typeof visit === 'string' ? { uri: visit } : visit);
    return 'uri' in answer ? answer.uri : `status ${answer.statusCode}`;
  }

  public async releaseOf(visit: Visit | string): Promise<string> {
    return (await this.uriOf(visit)).split('/')[2];
  }
}
