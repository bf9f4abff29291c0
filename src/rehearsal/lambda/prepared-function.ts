import { rmSync } from 'node:fs';
import type { AwsAnswers } from './aws-call';
import { AwsEndpoint } from './aws-endpoint';
import { unpackCode } from './function-code';
import { invoke } from './invocation';
import { NotExecutable } from '../execution/action-outcome';
import type { ExecutionContext } from '../execution/execution-context';
import type { LambdaFunction } from '../model/lambda-function';

export interface PreparedFunctionProps {
  readonly lambda: LambdaFunction;
  /** What AWS answers to it. */
  readonly answers: AwsAnswers;
  /** The ZIP files that it may fetch by their path `/bucket/key`. */
  readonly archives: Readonly<Record<string, string>>;
  /** A folder that goes with the function. */
  readonly scratch: string;
  readonly logFile: string;
}

/** A function whose code lies ready, with an AWS of its own; may be called several times. */
export class PreparedFunction {
  /** @throws NotExecutable if the function cannot run on this machine */
  public static async prepare(props: PreparedFunctionProps, context: ExecutionContext): Promise<PreparedFunction> {
    const { lambda, answers, archives, scratch } = props;
    if (lambda.hasLayers) {
      throw new NotExecutable(`the function ${lambda.name} has layers, which are not on this machine`);
    }
    const answered = [...new Set(Object.keys(answers).map((call) => call.split(' ')[0]))];
    const root = await unpackCode(lambda, scratch, context.sources.first, answered);
    return new PreparedFunction(props, context, root, await AwsEndpoint.start(lambda, answers, archives));
  }

  private constructor(
    private readonly props: PreparedFunctionProps, private readonly context: ExecutionContext, private readonly root: string,
    private readonly endpoint: AwsEndpoint,
  ) {}

  /**
   * Calls the handler once.
   *
   * @param now what the function takes for the present time
   * @returns why the call has failed; undefined if it has not
   * @throws NotExecutable if the function needs AWS
   */
  public async call(event: unknown, now: Date): Promise<string | undefined> {
    const { context, root, props: { lambda, scratch, logFile }, endpoint } = this;
    if (context.signal.aborted) {
      // What a stopped rehearsal has running is ended once: nothing may start after that.
      return 'the rehearsal was stopped';
    }
    const failure = await context.time.during('command', () => invoke({ ...context, lambda, root, scratch, logFile, event, now, endpoint: endpoint.url }));
    if (endpoint.refused.length > 0) {
      throw new NotExecutable(`the function ${lambda.name} calls AWS: ${endpoint.refused.join(', ')}`);
    }
    return failure;
  }

  public async dispose(): Promise<void> {
    await this.endpoint.stop();
    rmSync(this.props.scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}
