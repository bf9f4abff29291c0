import { join } from 'node:path';
import type { SimulatedAws } from './simulated-aws';

export interface HookAnswer { readonly hookStatus: string; readonly callBackDelay?: number; readonly hookDetails?: Record<string, unknown> }
type Handler = (event: unknown, context: { invokedFunctionArn: string }) => Promise<HookAnswer>;

const HOOK = join(__dirname, '..', '..', '..', 'assets', 'rollout', 'hold-milestones.js');
export const HOOK_ARN = 'arn:aws:lambda:eu-west-1:111111111111:function:hook';

const MINUTE = 60_000;
const DEFAULT_DELAY_SECONDS = 30;

/** A hook whose sandbox is new: nothing that an earlier call kept in memory is there. */
export function loadHook(): Handler {
  let handler: Handler;
  jest.isolateModules(() => {
    handler = jest.requireActual<{ handler: Handler }>(HOOK).handler;
  });
  return handler!;
}

/** How a release goes, and what goes wrong beside it. */
export interface SimulatedRelease {
  /** The weights that the new revision gets one after the other, up to 100. */
  readonly weights: number[];
  readonly stepBakeMinutes?: number;
  /** How long it takes ECS to move the weights. */
  readonly shiftSeconds?: number;
  readonly timeoutMinutes: number;
  /** Whether the sandbox of the function is lost after this call, so that the next one starts from nothing. */
  readonly crashesAfter?: (call: number) => boolean;
  /** Whether what the hook handed over is missing in this call. */
  readonly losesDetails?: (call: number) => boolean;
  /** What is sent in the place of ECS's payload. */
  readonly payload?: (payload: Record<string, unknown>) => unknown;
}

/** What came of a release. */
export interface Outcome {
  readonly result: 'released' | 'turned back' | 'timed out';
  /** When each weight was reached, in minutes after the start. */
  readonly reached: { readonly weight: number; readonly minutes: number }[];
  readonly minutes: number;
  readonly calls: number;
}

/**
 * Calls the hook as ECS documents it: before each shift, with the weights as they are, again after each delay with what the hook handed over merged
 * into its details, until it answers or its time is over. Time is the fake clock of jest.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/lambda-lifecycle-hooks.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-linear.html
 */
export async function simulateRelease(aws: SimulatedAws, release: SimulatedRelease): Promise<Outcome> {
  const startedAt = Date.now();
  const minutes = () => (Date.now() - startedAt) / MINUTE;
  const reached: { weight: number; minutes: number }[] = [];
  const pass = (seconds: number) => jest.setSystemTime(Date.now() + seconds * 1000);
  let hook = loadHook();
  let details: Record<string, unknown> = {};
  let current = 0;
  let calls = 0;
  const end = (result: Outcome['result']): Outcome => ({ result, reached, minutes: minutes(), calls });
  for (const weight of release.weights) {
    const expiresAt = Date.now() + release.timeoutMinutes * MINUTE;
    aws.hookExpires(expiresAt);
    for (let isAsked = true; isAsked;) {
      calls += 1;
      const given = aws.payload(current, release.losesDetails?.(calls) ? undefined : details);
      const answer = await hook(release.payload?.(given) ?? given, { invokedFunctionArn: HOOK_ARN });
      if (release.crashesAfter?.(calls)) {
        hook = loadHook();
      }
      isAsked = answer.hookStatus === 'IN_PROGRESS';
      if (!isAsked && answer.hookStatus !== 'SUCCEEDED') {
        return end('turned back');
      }
      if (isAsked) {
        details = { ...details, ...JSON.parse(JSON.stringify(answer.hookDetails ?? {})) };
        pass(answer.callBackDelay ?? DEFAULT_DELAY_SECONDS);
        if (Date.now() >= expiresAt) {
          return end('timed out');
        }
      }
    }
    pass(release.shiftSeconds ?? 0);
    current = weight;
    reached.push({ weight, minutes: minutes() });
    pass(weight < 100 ? (release.stepBakeMinutes ?? 0) * 60 : 0);
  }
  return end('released');
}
