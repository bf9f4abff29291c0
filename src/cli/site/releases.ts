import type { ReleaseRequest } from './options';

/** The output of a site's stack that names the function. */
const OUTPUT = 'ReleasesFunction';

/** A release that a site can show. */
export interface KnownRelease {
  readonly id: string;
  /** Whether visitors see it, but for those of the next one. */
  readonly stable: boolean;
  /** Whether it is being rolled out. */
  readonly next: boolean;
  /** Whether it was deployed last. */
  readonly latest: boolean;
  /** Whether a rollback goes to it unless told otherwise. */
  readonly previous: boolean;
  /** The share of the visitors, in percent. */
  readonly weight: number;
}

/** What the function behind a site's releases answers, newest release first. */
export interface KnownReleases {
  readonly releases: readonly KnownRelease[];
  /** Why deployments do not reach the visitors at present. */
  readonly pin: { readonly at: string; readonly reason: string } | null;
  readonly message?: string;
}

/**
 * Asks the function behind a site's releases, with the credentials and the region that are set up as for the AWS CLI.
 *
 * @throws Error that says what AWS or the function refuses
 */
export async function operateReleases(stack: string, request: ReleaseRequest, region?: string): Promise<KnownReleases> {
  const name = await functionOf(stack, region);
  const { Lambda } = await import('@aws-sdk/client-lambda');
  const client = new Lambda({ region });
  const ask = async (asked: ReleaseRequest): Promise<KnownReleases> => {
    const { FunctionError, Payload } = await client.invoke({ FunctionName: name, Payload: JSON.stringify(asked) });
    const answer = JSON.parse(Buffer.from(Payload ?? []).toString('utf8') || 'null');
    if (FunctionError !== undefined) {
      throw new Error(`${stack}: ${answer?.errorMessage ?? FunctionError}`);
    }
    return answer;
  };
  try {
    return await ask(request.release === 'previous' ? { ...request, release: previousOf(stack, await ask({ operation: 'list' })) } : request);
  } finally {
    client.destroy();
  }
}

/** By its id, because the client asks again if an answer is lost, and would go back twice. In a rollout the way back is what is still stable. */
function previousOf(stack: string, { releases }: KnownReleases): string {
  const isRolling = releases.some(({ next }) => next);
  const found = releases.find(({ stable, previous }) => (isRolling ? stable : previous));
  if (found === undefined) {
    throw new Error(`${stack}: there is no release before the present one. \`site list\` shows those that are there; name one with --to.`);
  }
  return found.id;
}

async function functionOf(stack: string, region?: string): Promise<string> {
  const { CloudFormation } = await import('@aws-sdk/client-cloudformation');
  const client = new CloudFormation({ region });
  try {
    const { Stacks = [] } = await client.describeStacks({ StackName: stack });
    const found = Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === OUTPUT)?.OutputValue;
    if (found === undefined) {
      throw new Error(`--stack must be the stack of a StaticSiteStage with the output ${OUTPUT}, got: ${stack}. Deploy it with this version of the library first.`);
    }
    return found;
  } finally {
    client.destroy();
  }
}
