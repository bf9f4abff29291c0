import { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CloudFormation, type Stack } from '@aws-sdk/client-cloudformation';
import { STS } from '@aws-sdk/client-sts';
import { emulatorPython } from './emulator-python';
import { Processes } from '../../scripts/packaged/processes';

const REGION = 'eu-west-1';
const CDK = require.resolve('aws-cdk/bin/cdk');

/** AWS accounts in a server on this machine. What it only pretends to be is in `test/emulator/README.md`. */
export class EmulatedAccounts {
  /** Starts the server; its Python packages are installed on first use. */
  public static async start(): Promise<EmulatedAccounts> {
    const processes = new Processes();
    const python = await emulatorPython(processes);
    // The server ends when its input closes, so that it does not outlive a test run that is killed either.
    const server = processes.start(python, ['-m', 'emulated_aws'], {
      cwd: join(__dirname, '..', 'emulator'), stdio: ['pipe', 'pipe', 'ignore'], env: { PATH: process.env.PATH, PYTHONDONTWRITEBYTECODE: '1' },
    });
    return new EmulatedAccounts(processes, server, await firstLine(server));
  }

  private constructor(private readonly processes: Processes, private readonly server: ChildProcess, public readonly url: string) {}

  /** The id of the server's process. */
  public get pid(): number {
    return this.server.pid!;
  }

  public async stop(): Promise<void> {
    const ended = this.server.exitCode === null && this.server.signalCode === null ? once(this.server, 'exit') : undefined;
    this.processes.stopAll();
    await ended;
  }

  /** Runs the CDK command with the rights of an account's administrator; it must succeed. */
  public async cdk(account: string, ...args: string[]): Promise<string> {
    const { accessKeyId, secretAccessKey, sessionToken } = await this.administrator(account);
    return this.processes.must(process.execPath, [CDK, ...args, '--no-notices', '--no-color'], {
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        TMPDIR: process.env.TMPDIR,
        AWS_ENDPOINT_URL: this.url,
        AWS_REGION: REGION,
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_SESSION_TOKEN: sessionToken,
        AWS_CONFIG_FILE: devNull,
        AWS_SHARED_CREDENTIALS_FILE: devNull,
        AWS_EC2_METADATA_DISABLED: 'true',
        CDK_DISABLE_CLI_TELEMETRY: 'true',
      },
    });
  }

  public async bootstrap(account: string, regions: readonly string[], ...options: string[]): Promise<void> {
    await this.cdk(account, 'bootstrap', ...regions.map((region) => `aws://${account}/${region}`), ...options);
  }

  /** The stacks of an account, but for the one of the CDK itself. */
  public async stacks(account: string, region = REGION): Promise<Stack[]> {
    const client = await this.cloudFormation(account, region);
    const { Stacks = [] } = await client.describeStacks({});
    client.destroy();
    return Stacks.filter(({ StackName }) => StackName !== 'CDKToolkit');
  }

  /** A client for what a test prepares or looks up by itself. */
  public async cloudFormation(account: string, region = REGION): Promise<CloudFormation> {
    return new CloudFormation({ endpoint: this.url, region, credentials: await this.administrator(account) });
  }

  private async administrator(account: string) {
    const sts = new STS({ endpoint: this.url, region: REGION, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
    const { Credentials } = await sts.assumeRole({ RoleArn: `arn:aws:iam::${account}:role/Administrator`, RoleSessionName: 'test' });
    sts.destroy();
    return { accessKeyId: Credentials!.AccessKeyId!, secretAccessKey: Credentials!.SecretAccessKey!, sessionToken: Credentials!.SessionToken! };
  }
}

/** The server says where it is once it listens. */
async function firstLine(server: ChildProcess): Promise<string> {
  const lines = createInterface({ input: server.stdout! });
  const failed = once(server, 'exit').then(([code]) => {
    throw new Error(`The emulator ended with exit code ${code}: run \`python -m emulated_aws\` in test/emulator to see why.`);
  });
  const [line] = await Promise.race([once(lines, 'line'), failed]) as [string];
  failed.catch(() => undefined);
  return line;
}
