import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { answersFor } from './answers/answers';
import { JobResults } from './job-results';
import { JobTime, MOST_HOURS } from './job-time';
import { PreparedFunction } from './prepared-function';
import { ActionFailure, NotExecutable } from '../execution/action-outcome';
import type { ExecutionContext } from '../execution/execution-context';
import { writeZip } from '../host/zip';
import type { LambdaFunction } from '../model/lambda-function';

/** How long CodePipeline waits for a result: https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html */
const MINUTES_WITHOUT_RESULT = 20;

const BUCKET = 'artifacts';

/** What CodePipeline asks a function to do, for an action or for a rule. */
export interface Job {
  readonly stage: string;
  readonly name: string;
  readonly configuration: Readonly<Record<string, string>>;
  readonly inputs: readonly string[];
}

/** How a job has ended. */
export interface JobOutcome {
  /** What the job gives to its namespace. */
  readonly variables: Readonly<Record<string, string>>;
  /** Why it has failed, in words that hold no value; those of the function are in the log. */
  readonly failure?: string;
  /** What a person should know of the way to the result. */
  readonly remarks: readonly string[];
  readonly logFile: string;
}

/**
 * Runs the function of a job on this machine, again and again while it continues the job. Between the calls, time passes
 * faster than it does.
 *
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-Lambda.html
 *
 * @throws NotExecutable if the function is not in the cloud assembly or needs AWS
 * @throws ActionFailure if there is no function to call
 */
export async function runJob(job: Job, context: ExecutionContext): Promise<JobOutcome> {
  const lambda = functionOf(job, context);
  const scratch = context.folders.newFolder(job.name);
  const logFile = context.folders.logFile(context.number, job.stage, job.name);
  const archives = await packInputs(job, context, scratch);
  const id = randomUUID();
  const results = new JobResults(id);
  const prepared = await PreparedFunction.prepare({
    lambda,
    answers: { ...answersFor(lambda, job.stage, context), ...results.answers },
    archives: Object.fromEntries(archives.map(({ key, file }) => [`/${BUCKET}/${key}`, file])),
    scratch,
    logFile,
  }, context);
  const time = new JobTime(context.clock);
  const ended = (failure?: string, variables: JobOutcome['variables'] = {}): JobOutcome => ({ variables, failure, remarks: time.remarks, logFile });
  try {
    let continuationToken: string | undefined;
    for (;;) {
      const failure = await prepared.call(jobEvent(id, lambda, job, archives, continuationToken), context.clock.now());
      const result = results.take();
      if (result === undefined) {
        return ended(`${failure ?? 'the function ended'} and gave CodePipeline no result: AWS waits ${MINUTES_WITHOUT_RESULT} minutes for it and fails then`);
      }
      if (!result.succeeded) {
        appendFileSync(logFile, context.redaction.redact(`[rehearsal] ${result.type}: ${result.message}\n`));
        return ended(`the function has failed its job (${result.type})`);
      }
      if (!result.continuationToken) {
        return ended(undefined, result.variables);
      }
      if (!time.pass()) {
        return ended(`the function continues its job without an end: AWS gives up after ${MOST_HOURS} hours`);
      }
      ({ continuationToken } = result);
    }
  } finally {
    await prepared.dispose();
  }
}

function functionOf({ configuration }: Job, context: ExecutionContext): LambdaFunction {
  const given = configuration.FunctionName;
  if (!given) {
    throw new ActionFailure('the configuration must have a FunctionName');
  }
  const name = /^arn:[^:]+:lambda:[^:]*:[^:]*:function:([^:]+)/.exec(given)?.[1] ?? given;
  const lambda = context.definition.functions.find((candidate) => [candidate.name, candidate.logicalId].includes(name));
  if (!lambda) {
    throw new NotExecutable(`the function ${name} is in no stack of the app`);
  }
  return lambda;
}

interface Archive {
  readonly name: string;
  readonly key: string;
  readonly file: string;
}

async function packInputs({ inputs }: Job, context: ExecutionContext, scratch: string): Promise<Archive[]> {
  const archives: Archive[] = [];
  for (const name of inputs) {
    const file = join(scratch, `${name}.zip`);
    await writeZip(context.artifacts.get(name), file);
    archives.push({ name, key: `${name}.zip`, file });
  }
  return archives;
}

function jobEvent(id: string, lambda: LambdaFunction, { configuration }: Job, archives: readonly Archive[], continuationToken?: string) {
  const { FunctionName, UserParameters } = configuration;
  return {
    'CodePipeline.job': {
      id,
      accountId: lambda.account,
      data: {
        actionConfiguration: { configuration: { FunctionName, ...(UserParameters !== undefined && { UserParameters }) } },
        inputArtifacts: archives.map(({ name, key }) => ({
          name, revision: null, location: { type: 'S3', s3Location: { bucketName: BUCKET, objectKey: key } },
        })),
        outputArtifacts: [],
        artifactCredentials: { accessKeyId: 'rehearsal', secretAccessKey: 'rehearsal', sessionToken: 'rehearsal' },
        ...(continuationToken !== undefined && { continuationToken }),
      },
    },
  };
}
