import { randomUUID } from 'node:crypto';
import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { unpackCode } from './function-code';
import { invoke } from './invocation';
import { JobEndpoint } from './job-endpoint';
import { ActionFailure, NotExecutable } from '../execution/action-outcome';
import type { ExecutionContext } from '../execution/execution-context';
import { writeZip } from '../host/zip';
import type { LambdaFunction } from '../model/lambda-function';

/** The limit of a Lambda action: https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html */
const MINUTES = 20;

/** A function that continues its job is called again about every half minute, until AWS gives up. */
const MOST_CALLS = MINUTES * 2;

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
  readonly logFile: string;
}

/**
 * Runs the function of a job on this machine, again and again while it continues the job.
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
  const root = await unpackCode(lambda, scratch, context.sources.first);
  const id = randomUUID();
  const endpoint = await JobEndpoint.start(id, Object.fromEntries(archives.map(({ key, file }) => [`/${BUCKET}/${key}`, file])));
  try {
    let continuationToken: string | undefined;
    for (let call = 0; call < MOST_CALLS; call++) {
      const event = jobEvent(id, lambda, job, archives, continuationToken);
      const failure = await invoke({ ...context, lambda, root, scratch, event, endpoint: endpoint.url, logFile });
      const result = endpoint.takeResult();
      if (endpoint.refused.length > 0) {
        throw new NotExecutable(`the function ${lambda.name} calls AWS: ${endpoint.refused.join(', ')}`);
      }
      if (result === undefined) {
        return failed(`${failure ?? 'the function ended'} and gave CodePipeline no result: AWS waits ${MINUTES} minutes for it and fails then`, logFile);
      }
      if (!result.succeeded) {
        appendFileSync(logFile, context.redaction.redact(`[rehearsal] ${result.type}: ${result.message}\n`));
        return failed(`the function has failed its job (${result.type})`, logFile);
      }
      if (!result.continuationToken) {
        return { variables: result.variables, logFile };
      }
      ({ continuationToken } = result);
    }
    return failed(`the function continues its job without an end: AWS gives up after ${MINUTES} minutes`, logFile);
  } finally {
    await endpoint.stop();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

function failed(failure: string, logFile: string): JobOutcome {
  return { variables: {}, failure, logFile };
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
  if (lambda.hasLayers) {
    throw new NotExecutable(`the function ${name} has layers, which are not on this machine`);
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
