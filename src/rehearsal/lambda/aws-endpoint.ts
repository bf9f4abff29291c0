import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { accountOfKey, AwsAnswers, AwsCall, AwsError } from './aws-call';

/** Who calls, unless a call has credentials or a region of its own. */
type Caller = Pick<AwsCall, 'account' | 'region'>;

type Write = (moment: Date) => unknown;

/** A client of the AWS SDK that a function brings along takes moments as seconds; the stand-in for one as a marked text. */
const SECONDS: Write = (moment) => moment.getTime() / 1000;
const MARKED: Write = (moment) => ({ $date: moment.toISOString() });

/**
 * All of AWS for a function, on the loopback interface: gives the input artifacts of a job, and the answers that the
 * rehearsal has. Everything else is refused and remembered.
 *
 * A call comes from the stand-in for the AWS SDK, or as CodePipeline's own JSON: https://docs.aws.amazon.com/codepipeline/latest/APIReference/
 */
export class AwsEndpoint {
  /** @param archives the ZIP files of the input artifacts by their path `/bucket/key` */
  public static async start(caller: Caller, answers: AwsAnswers, archives: Readonly<Record<string, string>>): Promise<AwsEndpoint> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new AwsEndpoint(server, caller, answers, archives);
  }

  private readonly _refused = new Set<string>();

  private constructor(
    private readonly server: Server, private readonly caller: Caller, private readonly answers: AwsAnswers,
    private readonly archives: Readonly<Record<string, string>>,
  ) {
    server.on('request', (request, response) => {
      this.handle(request, response).catch(() => respond(response, 400, { __type: 'InvalidRequestException', message: 'the body must be JSON' }));
    });
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Calls of AWS that this machine cannot answer. */
  public get refused(): string[] {
    return [...this._refused];
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path] = (request.url ?? '').split('?');
    const archive = this.archives[decodeURIComponent(path)];
    if (archive && request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'application/zip' });
      createReadStream(archive).pipe(response);
      return;
    }
    const standIn = request.headers['x-rehearsal-call'];
    const target = String(request.headers['x-amz-target'] ?? '');
    const [, operation] = /^CodePipeline_20150709\.(\w+)$/.exec(target) ?? [];
    if (standIn !== undefined) {
      const [service, name] = String(standIn).split(' ');
      const { input, accessKeyId, region } = await json(request) as { input: AwsCall['input']; accessKeyId?: string; region?: string };
      const own = { account: accountOfKey(accessKeyId) ?? this.caller.account, region: region ?? this.caller.region };
      this.answer({ ...own, service, operation: name, input }, `${service} ${name}`, MARKED, response);
    } else if (operation !== undefined) {
      const input = await json(request) as AwsCall['input'];
      this.answer({ ...this.caller, service: 'codepipeline', operation, input }, target, SECONDS, response);
    } else {
      this.refuse(target || serviceOf(request), response);
    }
  }

  private answer(call: AwsCall, name: string, write: Write, response: ServerResponse): void {
    try {
      const answer = this.answers[`${call.service} ${call.operation}`]?.(call);
      if (answer === undefined) {
        this.refuse(name, response);
      } else {
        respond(response, 200, withMoments(answer, write));
      }
    } catch (error) {
      const { code, message } = error instanceof AwsError ? error : { code: 'InternalFailure', message: (error as Error).message };
      respond(response, 400, { __type: code, message });
    }
  }

  private refuse(name: string, response: ServerResponse): void {
    this._refused.add(name);
    respond(response, 403, { __type: 'AccessDeniedException', message: 'a rehearsal reaches no AWS account' });
  }
}

function withMoments(value: unknown, write: Write): unknown {
  if (value instanceof Date) {
    return write(value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => withMoments(item, write));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withMoments(item, write)]))
    : value;
}

function respond(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify(body));
}

/** The service is named in the scope of the signature: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html */
function serviceOf({ headers, method }: IncomingMessage): string {
  const service = /Credential=[^/]+\/[^/]+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? 'AWS';
  return `${service} (${method})`;
}
