import { HOOK_ARN } from './simulated-ecs';

interface Call { readonly name: string; readonly input: Record<string, any> }

const SERVICE = 'cluster/api';
const arn = (type: string, id: string) => `arn:aws:ecs:eu-west-1:111111111111:${type}/${id}`;
export const revisionArn = (id: string) => arn('service-revision', `${SERVICE}/${id}`);
const DEPLOYMENT = arn('service-deployment', `${SERVICE}/TFX5sH9q9XDboDTOv0rIt`);

/** A revision of the service: what it runs. */
export interface SimulatedRevision { readonly taskDefinition: string; readonly digest?: string }

/** When an alarm is red, in milliseconds; without an end it stays so. */
export interface RedTime { readonly from: number; readonly until?: number }

/** What the two APIs that the hook asks answer, and whether they answer at all. */
export class SimulatedAws {
  /** Alarms by name, with when they are red. */
  public alarms: Record<string, RedTime[]> = {};
  /** The revisions by their id. */
  public revisions: Record<string, SimulatedRevision> = { old: { taskDefinition: 'api:1' }, new: { taskDefinition: 'api:2' } };
  /** The successful deployments, latest first: when, and the revision. */
  public successes: { readonly at: number; readonly revision: string }[] = [];
  /** What runs beside the new revision. */
  public running = ['old'];
  public status = 'IN_PROGRESS';
  /** Whether ECS says until when it waits for the hook. */
  public tellsExpiry = true;
  public readonly calls: Call[] = [];
  private readonly startedAt = Date.now();
  private expiresAt?: number;
  /** Whether a call fails, by the name of its command. */
  public fails: (command: string) => boolean = () => false;

  public hookExpires(at: number): void {
    this.expiresAt = at;
  }

  /** The payload of ECS while the new revision has this weight. */
  public payload(weight: number, hookDetails?: Record<string, unknown>): Record<string, unknown> {
    const others = this.running.map((id) => [revisionArn(id), 100 - weight]);
    return {
      executionId: 'a2b3c4d5-e6f7-8901-abcd-ef1234567890',
      lifecycleStage: 'PRE_PRODUCTION_TRAFFIC_SHIFT',
      resourceArn: DEPLOYMENT,
      executionDetails: {
        serviceArn: arn('service', SERVICE),
        targetServiceRevisionArn: revisionArn('new'),
        testTrafficWeights: {},
        productionTrafficWeights: Object.fromEntries([[revisionArn('new'), weight], ...others]),
      },
      ...(hookDetails && { hookDetails }),
    };
  }

  /** What a client's `send` answers. */
  public answer({ name, input }: Call): unknown {
    this.calls.push({ name, input });
    if (this.fails(name)) {
      throw Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
    }
    switch (name) {
      case 'DescribeAlarms': return { MetricAlarms: input.AlarmNames.flatMap((alarm: string) => this.alarm(alarm)) };
      case 'DescribeServiceDeployments': return { serviceDeployments: input.serviceDeploymentArns[0] === DEPLOYMENT ? [this.deployment()] : [] };
      case 'ListServiceDeployments': return { serviceDeployments: this.successes.map(({ at, revision }) => ({ createdAt: new Date(at), targetServiceRevisionArn: revisionArn(revision) })) };
      case 'DescribeServiceRevisions': return { serviceRevisions: input.serviceRevisionArns.map((one: string) => this.revision(one)) };
      default: throw new Error(`Nobody answers ${name}`);
    }
  }

  private alarm(name: string): object[] {
    const now = Date.now();
    const red = this.alarms[name]?.find(({ from, until }) => from <= now && (until === undefined || now < until));
    return this.alarms[name] ? [{ AlarmName: name, StateValue: red ? 'ALARM' : 'OK', StateTransitionedTimestamp: red && new Date(red.from) }] : [];
  }

  private deployment(): object {
    const waits = this.tellsExpiry && this.expiresAt !== undefined;
    return {
      status: this.status,
      createdAt: new Date(this.startedAt),
      startedAt: new Date(this.startedAt),
      sourceServiceRevisions: this.running.map((id) => ({ arn: revisionArn(id) })),
      lifecycleHookDetails: waits ? [{ status: 'IN_PROGRESS', targetArn: HOOK_ARN, expiresAt: new Date(this.expiresAt!) }] : [],
    };
  }

  private revision(serviceRevisionArn: string): object {
    const { taskDefinition, digest } = this.revisions[serviceRevisionArn.split('/').at(-1)!];
    return { serviceRevisionArn, taskDefinition, containerImages: digest ? [{ containerName: 'app', imageDigest: digest }] : [] };
  }
}

/** Modules of the AWS SDK, as `jest.mock` takes them, whose clients ask whom `current` names. */
export function simulatedSdk(current: () => SimulatedAws) {
  const command = (name: string) => class {
    public readonly name = name;
    constructor(public readonly input: Record<string, unknown>) {}
  };
  const client = class {
    public async send(call: Call): Promise<unknown> {
      return current().answer(call);
    }
  };
  return {
    cloudWatch: { CloudWatchClient: client, DescribeAlarmsCommand: command('DescribeAlarms') },
    ecs: {
      ECSClient: client,
      DescribeServiceDeploymentsCommand: command('DescribeServiceDeployments'),
      DescribeServiceRevisionsCommand: command('DescribeServiceRevisions'),
      ListServiceDeploymentsCommand: command('ListServiceDeployments'),
    },
  };
}
