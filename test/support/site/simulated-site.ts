import { Readable } from 'node:stream';

interface Call { readonly name: string; readonly input: Record<string, any> }
export interface SimulatedObject { readonly body: Buffer; readonly type: string; readonly cache: string; readonly metadata?: Record<string, string> }
interface Page { readonly status: number; readonly body: string; readonly type?: string }

export const ADDRESS = 'https://site.example';
export const CALLBACK = 'https://callbacks.example/signed?secret=s3cr3t';
export const STORE = 'arn:aws:cloudfront::111111111111:key-value-store/9c1b7a3e-0000-4000-8000-000000000000';
const PAGE = '<!doctype html><link rel="stylesheet" href="/app.css"><script type="module" src="/app.js"></script>';

/** What ends a function in the midst of its work. */
class Crash extends Error {}
const fault = (name: string, status: number, message = name) => Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });

/** The KeyValueStore, bucket, alarms, pages and the callback of CloudFormation that the functions of a site see. Time is jest's. */
export class SimulatedSite {
  public readonly keys = new Map<string, string>();
  public readonly objects = new Map<string, SimulatedObject>();
  /** Archives by their key. */
  public readonly archives = new Map<string, Buffer>();
  /** When alarms are red, in milliseconds, by `region/name`. */
  public alarms: Record<string, { from: number; until?: number }[]> = {};
  public readonly executions: { readonly name: string; readonly input: any }[] = [];
  public readonly answers: Record<string, any>[] = [];
  public readonly calls: Call[] = [];
  /** The routing key after each write. */
  public readonly routings: { readonly at: number; readonly value: any }[] = [];
  private version = 1;
  private taken = 0;
  public propagationSeconds = 3;
  /** The calls at which the function ends, the first has number 1, and whether they still have their effect. */
  public readonly crashes = new Map<number, 'before' | 'after'>();
  public isDead = false;
  /** Throws in the place of an answer. */
  public fails: (call: Call) => void = () => undefined;
  public page: (release: string, path: string) => Page | undefined = (_, path) => (
    path === '/' ? { status: 200, body: PAGE, type: 'text/html; charset=utf-8' } : { status: 200, body: 'x' });

  public get routing(): any {
    return JSON.parse(this.keys.get('routing') ?? 'null');
  }

  public get state(): any {
    return JSON.parse(this.keys.get('state') ?? 'null');
  }

  /** What changes the store beside the functions. */
  public write(entries: Record<string, string>): void {
    Object.entries(entries).forEach(([key, value]) => this.keys.set(key, value));
    this.version += 1;
    this.routings.push({ at: Date.now(), value: 'routing' in entries ? JSON.parse(entries.routing) : undefined });
  }

  /** The inputs of the executions that were started since the last time. */
  public takeExecutions(): any[] {
    const [start] = [this.taken, this.taken = this.executions.length];
    return this.executions.slice(start).map(({ input }) => input);
  }

  /** What a client's `send` or `fetch` answers, unless the function ends with it. */
  public async call(call: Call): Promise<any> {
    this.calls.push(call);
    const crash = this.crashes.get(this.calls.length);
    if (this.isDead || crash === 'before') {
      throw this.end();
    }
    this.fails(call);
    const answer = this.answer(call);
    if (crash === 'after') {
      throw this.end();
    }
    return answer;
  }

  private end(): Crash {
    this.isDead = true;
    return new Crash('The function has ended');
  }

  private answer({ name, input }: Call): unknown {
    switch (name) {
      case 'ListKeys': return { Items: [...this.keys].map(([Key, Value]) => ({ Key, Value })) };
      case 'DescribeKeyValueStore': return { ETag: `v${this.version}` };
      case 'UpdateKeys': return this.updateKeys(input);
      case 'DescribeAlarms': return { MetricAlarms: input.AlarmNames.flatMap((alarm: string) => this.alarm(`${input.region}/${alarm}`)) };
      case 'StartExecution': return this.startExecution(input);
      case 'fetch': return this.respond(input);
      default: return this.bucket(name, input);
    }
  }

  private updateKeys({ IfMatch, Puts }: Call['input']): unknown {
    if (IfMatch !== `v${this.version}`) {
      throw fault('ConflictException', 409);
    }
    this.write(Object.fromEntries(Puts.map(({ Key, Value }: any) => [Key, Value])));
    return {};
  }

  private alarm(name: string): object[] {
    const isRed = this.alarms[name]?.some(({ from, until = Infinity }) => from <= Date.now() && Date.now() < until);
    return this.alarms[name] ? [{ AlarmName: name.split('/')[1], StateValue: isRed ? 'ALARM' : 'OK' }] : [];
  }

  private startExecution({ name, input }: Call['input']): unknown {
    if (this.executions.some((one) => one.name === name)) {
      throw fault('ExecutionAlreadyExists', 400);
    }
    this.executions.push({ name, input: JSON.parse(input) });
    return {};
  }

  private bucket(name: string, { Bucket, Key, ...input }: Call['input']): unknown {
    switch (name) {
      case 'HeadObject':
        if (!this.objects.has(Key)) {
          throw fault('NotFound', 404);
        }
        return {};
      case 'GetObject': return { Body: Readable.from([this.archives.get(`${Bucket}/${Key}`)!]) };
      case 'PutObject':
        if (input.IfNoneMatch === '*' && this.objects.has(Key)) {
          throw fault('PreconditionFailed', 412);
        }
        this.objects.set(Key, { body: input.Body, type: input.ContentType, cache: input.CacheControl, metadata: input.Metadata });
        return {};
      case 'ListObjectsV2': return this.list(input.Prefix, input.ContinuationToken);
      case 'DeleteObjects':
        input.Delete.Objects.forEach((object: { Key: string }) => this.objects.delete(object.Key));
        return {};
      default: throw new Error(`Nobody answers ${name}`);
    }
  }

  /** Three objects a page. The token is a key, as what comes after it does not depend on what is deleted meanwhile. */
  private list(prefix: string, token = ''): unknown {
    const rest = [...this.objects.keys()].filter((key) => key.startsWith(prefix) && key > token).sort();
    return { Contents: rest.slice(0, 3).map((Key) => ({ Key })), NextContinuationToken: rest.length > 3 ? rest[2] : undefined };
  }

  private respond({ url, method, headers, body }: Call['input']): unknown {
    if (method === 'PUT') {
      this.answers.push({ url, headers, ...JSON.parse(Buffer.from(body).toString()) });
      return new Response('');
    }
    const routing = this.routings.filter(({ at, value }) => value && at <= Date.now() - this.propagationSeconds * 1000).at(-1)?.value;
    const cookie = /__Host-release=(\w+)/.exec(headers.cookie ?? '')?.[1];
    const release = [cookie, headers['x-release-preview'], routing?.stable].find((id) => routing?.kept.includes(id));
    const page = release && this.page(release, new URL(url).pathname);
    return page
      ? new Response(page.body, { status: page.status, headers: { 'x-site-release': release, 'content-type': page.type ?? 'text/javascript' } })
      : new Response('', { status: release ? 404 : 503 });
  }
}
