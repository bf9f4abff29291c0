import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** What a function has told CodePipeline about its job. */
export type JobResult =
  | { readonly succeeded: true; readonly variables: Readonly<Record<string, string>>; readonly continuationToken?: string }
  | { readonly succeeded: false; readonly type: string; readonly message: string };

interface JobAnswer {
  readonly jobId?: string;
  readonly outputVariables?: Readonly<Record<string, string>>;
  readonly continuationToken?: string;
  readonly failureDetails?: { readonly type?: string; readonly message?: string };
}

/**
 * The part of AWS that a job of CodePipeline talks to, on the loopback interface: takes the result of the job and gives
 * its input artifacts. Everything else is refused and remembered.
 *
 * https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PutJobSuccessResult.html
 */
export class JobEndpoint {
  /** @param archives the ZIP files of the input artifacts by their path `/bucket/key` */
  public static async start(jobId: string, archives: Readonly<Record<string, string>>): Promise<JobEndpoint> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new JobEndpoint(server, jobId, archives);
  }

  private _result?: JobResult;
  private readonly _refused = new Set<string>();

  private constructor(private readonly server: Server, private readonly jobId: string, private readonly archives: Readonly<Record<string, string>>) {
    server.on('request', (request, response) => {
      this.answer(request, response).catch(() => respond(response, 400, { __type: 'InvalidRequestException', message: 'the body must be JSON' }));
    });
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Calls of AWS that this machine cannot answer. */
  public get refused(): string[] {
    return [...this._refused];
  }

  /** The last result since it was last taken. */
  public takeResult(): JobResult | undefined {
    const result = this._result;
    this._result = undefined;
    return result;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path] = (request.url ?? '').split('?');
    const archive = this.archives[decodeURIComponent(path)];
    if (archive && request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'application/zip' });
      createReadStream(archive).pipe(response);
      return;
    }
    const operation = String(request.headers['x-amz-target'] ?? '');
    if (!/^CodePipeline_20150709\.PutJob(Success|Failure)Result$/.test(operation)) {
      this._refused.add(operation || serviceOf(request));
      respond(response, 403, { __type: 'AccessDeniedException', message: 'a rehearsal reaches no AWS account' });
      return;
    }
    const body = await json(request) as JobAnswer;
    if (body.jobId !== this.jobId) {
      respond(response, 400, { __type: 'JobNotFoundException', message: `there is no job ${String(body.jobId)}` });
      return;
    }
    this._result = operation.endsWith('PutJobSuccessResult')
      ? { succeeded: true, variables: body.outputVariables ?? {}, continuationToken: body.continuationToken }
      : { succeeded: false, type: body.failureDetails?.type ?? 'JobFailed', message: body.failureDetails?.message ?? '' };
    respond(response, 200, {});
  }
}

function respond(response: ServerResponse, status: number, body: Readonly<Record<string, string>>): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify(body));
}

/** The service is named in the scope of the signature: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html */
function serviceOf({ headers, method }: IncomingMessage): string {
  const service = /Credential=[^/]+\/[^/]+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? 'AWS';
  return `${service} (${method})`;
}
