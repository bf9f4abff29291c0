import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { EdgeFields, edgeFields, EdgeResponse, viewerRequest } from './edge-events';
import { EdgeRuntime } from './edge-runtime';
import { edgeSource, Router, Routing } from './routed';

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };

/** Vite's names of files with a content hash. */
const HASHED = /-[\w-]{8}\.\w+$/;

export interface Served { readonly url: string; readonly status: number; readonly release?: string }

/**
 * A distribution of CloudFront on this machine, as a browser sees it: both edge functions, in front of a folder that holds `releases/<id>/` as the
 * bucket does. Nothing is cached here, and CloudFront's own headers are not set.
 */
export class LocalEdge {
  /** What was answered so far. */
  public readonly served: Served[] = [];
  /** Who visits from now on: every request of a test comes from this machine. */
  public visitorAddress = '198.51.100.7';
  private readonly router = new Router();
  private readonly remember = new EdgeRuntime(edgeSource('remember-release')).handler;
  private readonly server = createServer((request, response) => {
    this.answer(request, response).catch((error: Error) => response.writeHead(502).end(error.message));
  });

  public constructor(private readonly bucket: string) {}

  /** @returns the address of the site, without a path */
  public async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  public route(routing: Routing): void {
    this.router.route(routing);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { cookie = '', ...headers } = request.headers as Record<string, string>;
    const visit = { uri: request.url!.split('?')[0], ip: this.visitorAddress, method: request.method, headers, cookies: cookiesOf(cookie) };
    const routed = await this.router.answerTo(visit);
    const found = 'uri' in routed ? this.fromBucket(routed.uri, routed.headers) : { answer: routed, body: routed.body };
    const { answer } = found;
    // It changes the answer in its place; CloudFront does not ask it about errors.
    if (answer.statusCode < 400) await this.remember({ ...viewerRequest(visit), response: answer });
    this.served.push({ url: request.url!, status: answer.statusCode, release: answer.headers['x-site-release']?.value });
    response.writeHead(answer.statusCode, [
      ...Object.entries(answer.headers).map(([name, { value }]) => [name, value]),
      ...Object.entries(answer.cookies ?? {}).map(([name, { value, attributes }]) => ['set-cookie', `${name}=${value}; ${attributes}`]),
    ].flat());
    response.end(request.method === 'HEAD' ? undefined : found.body);
  }

  /** As S3 answers: with the metadata of the object, and with nothing but its tag when the browser has it already. */
  private fromBucket(uri: string, asked: EdgeFields): { answer: EdgeResponse; body?: string | Buffer } {
    const key = decodeURIComponent(uri);
    const file = join(this.bucket, key);
    if (!existsSync(file) || !statSync(file).isFile()) {
      return { answer: { statusCode: 404, headers: edgeFields({ 'content-type': 'application/xml' }) }, body: '<Error><Code>NoSuchKey</Code></Error>' };
    }
    const body = readFileSync(file);
    const etag = `"${createHash('md5').update(body).digest('hex')}"`;
    const control = { 'etag': etag, 'cache-control': cacheControl(key) };
    if (asked['if-none-match']?.value === etag) {
      return { answer: { statusCode: 304, headers: edgeFields(control) } };
    }
    const type = TYPES[extname(key)] ?? 'application/octet-stream';
    return { answer: { statusCode: 200, headers: edgeFields({ ...control, 'content-type': type, 'x-amz-meta-release': key.split('/')[2] }) }, body };
  }
}

function cacheControl(key: string): string {
  return key.endsWith('/config.json') ? 'no-store' : HASHED.test(key) ? 'public, max-age=31536000, immutable' : 'no-cache';
}

function cookiesOf(header: string): Record<string, string> {
  return Object.fromEntries(header.split('; ').filter(Boolean).map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
}
