import { AwsAnswers, AwsCall, AwsError } from './aws-call';

/** What a function has told CodePipeline about its job. */
export type JobResult =
  | { readonly succeeded: true; readonly variables: Readonly<Record<string, string>>; readonly continuationToken?: string }
  | { readonly succeeded: false; readonly type: string; readonly message: string };

interface FailureDetails {
  readonly type?: string;
  readonly message?: string;
}

/** Takes the result of a job: https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PutJobSuccessResult.html */
export class JobResults {
  private last?: JobResult;

  constructor(private readonly jobId: string) {}

  public get answers(): AwsAnswers {
    return {
      'codepipeline PutJobSuccessResult': (call) => this.put(call, ({ outputVariables = {}, continuationToken }) =>
        ({ succeeded: true, variables: outputVariables as Record<string, string>, continuationToken: continuationToken as string | undefined })),
      'codepipeline PutJobFailureResult': (call) => this.put(call, ({ failureDetails = {} }) => {
        const { type = 'JobFailed', message = '' } = failureDetails as FailureDetails;
        return { succeeded: false, type, message };
      }),
    };
  }

  /** The last result since it was last taken. */
  public take(): JobResult | undefined {
    const result = this.last;
    this.last = undefined;
    return result;
  }

  private put({ input }: AwsCall, resultOf: (input: AwsCall['input']) => JobResult): Record<string, never> {
    if (input.jobId !== this.jobId) {
      throw new AwsError('JobNotFoundException', `there is no job ${String(input.jobId)}`);
    }
    this.last = resultOf(input);
    return {};
  }
}
