import { SimulatedSite } from './simulated-site';

/** Modules of the AWS SDK, as `jest.mock` takes them, and `fetch`, which ask whom `current` names. */
export function simulatedSdk(current: () => SimulatedSite) {
  const command = (name: string) => class {
    public readonly name = name;
    constructor(public readonly input: Record<string, unknown>) {}
  };
  const client = class {
    constructor(public readonly configuration: { region?: string }) {}

    public async send({ name, input }: { name: string; input: Record<string, unknown> }): Promise<unknown> {
      return current().call({ name, input: this.configuration.region ? { ...input, region: this.configuration.region } : input });
    }
  };
  const commands = (...names: string[]) => Object.fromEntries(names.map((name) => [`${name}Command`, command(name)]));
  return {
    cloudWatch: { CloudWatchClient: client, ...commands('DescribeAlarms') },
    keyValueStore: { CloudFrontKeyValueStoreClient: client, ...commands('DescribeKeyValueStore', 'ListKeys', 'UpdateKeys') },
    s3: { S3Client: client, ...commands('DeleteObjects', 'GetObject', 'HeadObject', 'ListObjectsV2', 'PutObject') },
    stepFunctions: { SFNClient: client, ...commands('StartExecution') },
    fetch: (url: string, init: Record<string, unknown>) => current().call({ name: 'fetch', input: { url, ...init } }) as Promise<Response>,
    /** Waiting is time that passes. */
    timers: {
      setTimeout: async (milliseconds: number) => {
        jest.setSystemTime(Date.now() + milliseconds);
      },
    },
  };
}
