import { createHash } from 'node:crypto';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const digestOfText = (bytes: Buffer | string) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** A registry on this machine that speaks as much of the protocol as ECR does, with tags that never move. */
export class TestRegistry {
  public readonly manifests = new Map<string, { bytes: Buffer; type: string }>();
  public readonly blobs = new Map<string, Buffer>();

  /** Every request as `METHOD path`. */
  public readonly requests: string[] = [];

  /** Answers to give in the place of its own: `METHOD path` to how often, with status 500. */
  public readonly failures = new Map<string, number>();

  private readonly uploads = new Map<string, Buffer>();
  private readonly server: Server;

  public constructor(private readonly authorization: string) {
    this.server = createServer((request, response) => void this.answer(request, response).catch((error) => {
      response.writeHead(500).end(String(error));
    }));
  }

  public async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this.host;
  }

  public get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** An image as a build pushes it; answers with its digest. */
  public push(layers: string[], type = 'application/vnd.oci.image.manifest.v1+json'): string {
    const descriptors = ['{}', ...layers].map((text) => {
      this.blobs.set(digestOfText(text), Buffer.from(text));
      return { digest: digestOfText(text), size: text.length };
    });
    const [config, ...rest] = descriptors;
    return this.keep({ schemaVersion: 2, mediaType: type, config, layers: rest }, type);
  }

  /** A list of images that were pushed before. */
  public pushList(digests: string[]): string {
    const type = 'application/vnd.oci.image.index.v1+json';
    return this.keep({ schemaVersion: 2, mediaType: type, manifests: digests.map((digest) => ({ digest })) }, type);
  }

  private keep(manifest: object, type: string): string {
    const bytes = Buffer.from(JSON.stringify(manifest, undefined, 3));
    this.manifests.set(digestOfText(bytes), { bytes, type });
    return digestOfText(bytes);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url!, 'http://registry');
    const call = `${request.method} ${pathname}`;
    this.requests.push(call);
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    const body = Buffer.concat(chunks);
    const [, storage, digest] = /^\/(storage)\/(.+)$/.exec(pathname) ?? [];
    const left = this.failures.get(call) ?? 0;
    if (left > 0) {
      this.failures.set(call, left - 1);
      response.writeHead(500).end('try again');
    } else if (storage) {
      // Storage has addresses that are signed, and refuses a second authorization.
      response.writeHead(request.headers.authorization === undefined ? 200 : 400).end(this.blobs.get(digest));
    } else if (request.headers.authorization !== this.authorization) {
      response.writeHead(401).end('no basic auth credentials');
    } else {
      this.answerKnown(call, searchParams.get('digest') ?? '', body, request, response);
    }
  }

  private answerKnown(call: string, digest: string, body: Buffer, request: IncomingMessage, response: ServerResponse): void {
    const [method, path] = call.split(' ');
    const last = path.split('/').at(-1)!;
    const manifest = this.manifests.get(last);
    if (path.includes('/manifests/') && method === 'PUT') {
      this.putManifest(last, { bytes: body, type: request.headers['content-type']! }, response);
    } else if (path.includes('/manifests/')) {
      response.writeHead(manifest ? 200 : 404, manifest && { 'content-type': manifest.type, 'docker-content-digest': digestOfText(manifest.bytes) });
      response.end(method === 'GET' ? manifest?.bytes : undefined);
    } else if (method === 'POST') {
      response.writeHead(202, { location: `${path}upload-${this.requests.length}` }).end();
    } else if (method === 'PATCH') {
      this.uploads.set(path, body);
      response.writeHead(202, { location: `${path}?state=1` }).end();
    } else if (method === 'PUT') {
      const bytes = this.uploads.get(path)!;
      const isRight = digestOfText(bytes) === digest;
      isRight && this.blobs.set(digest, bytes);
      response.writeHead(isRight ? 201 : 400).end(isRight ? undefined : 'DIGEST_INVALID');
    } else if (method === 'HEAD') {
      response.writeHead(this.blobs.has(last) ? 200 : 404).end();
    } else {
      response.writeHead(307, { location: `/storage/${last}` }).end();
    }
  }

  /** As ECR does, it wants all parts before the whole. */
  private putManifest(reference: string, manifest: { bytes: Buffer; type: string }, response: ServerResponse): void {
    const { config, layers = [], manifests = [] } = JSON.parse(manifest.bytes.toString()) as Record<string, any>;
    const absent = [...layers, ...(config ? [config] : [])].filter((blob) => !this.blobs.has(blob.digest)).length
      + manifests.filter((part: { digest: string }) => !this.manifests.has(part.digest)).length;
    const digest = digestOfText(manifest.bytes);
    const moved = this.manifests.has(reference) && digestOfText(this.manifests.get(reference)!.bytes) !== digest;
    if (absent === 0 && !moved) {
      this.manifests.set(reference, manifest);
      this.manifests.set(digest, manifest);
    }
    response.writeHead(absent > 0 ? 404 : moved ? 400 : 201).end(absent > 0 ? 'BLOB_UNKNOWN' : moved ? 'ImageTagAlreadyExistsException' : undefined);
  }
}
