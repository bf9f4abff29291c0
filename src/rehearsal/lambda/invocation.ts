import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { assetPath } from '../assets';
import { openBuildLog } from '../codebuild/build-log';
import { TimeLimit } from '../codebuild/time-limit';
import { ActionFailure, NotExecutable } from '../execution/action-outcome';
import type { ProcessGroups } from '../host/process-groups';
import type { Redaction } from '../host/redaction';
import type { LambdaFunction } from '../model/lambda-function';

/** How long Lambda lets a function start: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
const INIT_SECONDS = 10;

/** The exit codes of the runners. */
const MODULE_MISSING = 64;
const TIMED_OUT = 65;

export interface InvocationProps {
  readonly lambda: LambdaFunction;
  /** The folder of its code. */
  readonly root: string;
  readonly scratch: string;
  readonly event: unknown;
  /** What the function takes for the present time. */
  readonly now: Date;
  /** Stands for all of AWS. */
  readonly endpoint: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly processes: ProcessGroups;
  readonly signal: AbortSignal;
  readonly logFile: string;
  /** The secrets that no log may show. */
  readonly redaction: Redaction;
}

/**
 * Calls the handler of a function once.
 *
 * @returns why the call has failed; undefined if it has not
 * @throws NotExecutable if the AWS SDK that Lambda provides is not on this machine
 */
export async function invoke(props: InvocationProps): Promise<string | undefined> {
  const { lambda, root, scratch, processes, signal, logFile, redaction } = props;
  const [command, ...args] = commandOf(lambda);
  const event = join(scratch, 'event.json');
  writeFileSync(event, JSON.stringify(props.event));
  const log = openBuildLog(logFile, redaction);
  const child = processes.spawn(command, [...args, event], { cwd: root, env: environmentOf(props), stdio: ['ignore', log.output, log.output] });
  const end = () => void (child.pid !== undefined && processes.end(child.pid));
  const limit = new TimeLimit((lambda.timeoutInSeconds + INIT_SECONDS) / 60, signal, end);
  try {
    const [code] = await once(child, 'exit').catch((error: Error) => {
      throw new NotExecutable(`${command} cannot be started: ${error.message}`);
    }) as [number | null];
    if (code === MODULE_MISSING) {
      throw new NotExecutable(`the function ${lambda.name} needs the AWS SDK of its runtime: install it in the project to rehearse the function`);
    }
    const timedOut = `the function timed out after ${lambda.timeoutInSeconds} seconds`;
    return code === 0 ? undefined : code === TIMED_OUT || limit.exceeded ? timedOut : 'the function ended with an error';
  } finally {
    limit.dispose();
    if (child.pid !== undefined) {
      await processes.end(child.pid);
    }
    await log.close();
  }
}

function commandOf({ runtime, name }: LambdaFunction): string[] {
  if (runtime.startsWith('nodejs')) {
    return [process.execPath, assetPath('lambda/run-handler.mjs')];
  }
  if (runtime.startsWith('python')) {
    return ['python3', assetPath('lambda/run_handler.py')];
  }
  throw new NotExecutable(`the function ${name} has the runtime ${runtime || '(none)'}; Node.js and Python run on this machine`);
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
function environmentOf({ lambda, root, endpoint, environment, now }: InvocationProps): Record<string, string | undefined> {
  if (!/.\../.test(lambda.handler)) {
    throw new ActionFailure(`the handler of the function ${lambda.name} must be <file>.<function>, got: ${lambda.handler || 'nothing'}`);
  }
  return {
    PATH: environment.PATH,
    HOME: environment.HOME,
    TZ: 'UTC',
    ...lambda.environment,
    AWS_REGION: lambda.region,
    AWS_DEFAULT_REGION: lambda.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${lambda.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: lambda.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(lambda.memoryInMegabytes),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    LAMBDA_TASK_ROOT: root,
    _HANDLER: lambda.handler,
    // Credentials that are none, and every service on this machine: no call leaves it.
    AWS_ACCESS_KEY_ID: 'rehearsal',
    AWS_SECRET_ACCESS_KEY: 'rehearsal',
    AWS_SESSION_TOKEN: 'rehearsal',
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_CODEPIPELINE: endpoint,
    REHEARSAL_TIMEOUT: String(lambda.timeoutInSeconds),
    REHEARSAL_NOW: String(now.getTime()),
    REHEARSAL_REQUEST: randomUUID(),
  };
}
