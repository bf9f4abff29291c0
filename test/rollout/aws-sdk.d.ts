// The parts of the AWS SDK that Lambda's runtime brings along and the hook uses; it is not installed here.
declare module '@aws-sdk/client-cloudwatch' {
  export interface MetricAlarm { readonly AlarmName: string; readonly StateValue?: 'ALARM' | 'INSUFFICIENT_DATA' | 'OK'; readonly StateTransitionedTimestamp?: Date }
  export class DescribeAlarmsCommand {
    private readonly output: { readonly MetricAlarms?: MetricAlarm[] };
    constructor(input: { AlarmNames: string[]; AlarmTypes: 'MetricAlarm'[]; MaxRecords: number });
  }
  export class CloudWatchClient {
    constructor(configuration: { maxAttempts: number; requestHandler: { connectionTimeout: number; requestTimeout: number } });
    send(command: DescribeAlarmsCommand): Promise<{ readonly MetricAlarms?: MetricAlarm[] }>;
  }
}

declare module '@aws-sdk/client-ecs' {
  export interface ServiceRevision {
    readonly serviceRevisionArn?: string;
    readonly taskDefinition?: string;
    readonly containerImages?: { readonly containerName?: string; readonly imageDigest?: string }[];
  }
  export interface ServiceDeployment {
    readonly status?: string;
    readonly createdAt?: Date;
    readonly startedAt?: Date;
    readonly sourceServiceRevisions?: { readonly arn?: string }[];
    readonly lifecycleHookDetails?: { readonly status?: string; readonly targetArn?: string; readonly expiresAt?: Date }[];
  }
  export interface ServiceDeploymentBrief { readonly createdAt?: Date; readonly targetServiceRevisionArn?: string }
  export class DescribeServiceDeploymentsCommand {
    private readonly describesDeployments: true;
    constructor(input: { serviceDeploymentArns: string[] });
  }
  export class ListServiceDeploymentsCommand {
    private readonly listsDeployments: true;
    constructor(input: { cluster: string; service: string; status: 'SUCCESSFUL'[]; maxResults: number });
  }
  export class DescribeServiceRevisionsCommand {
    private readonly describesRevisions: true;
    constructor(input: { serviceRevisionArns: string[] });
  }
  export class ECSClient {
    constructor(configuration: { maxAttempts: number; requestHandler: { connectionTimeout: number; requestTimeout: number } });
    send(command: DescribeServiceDeploymentsCommand): Promise<{ readonly serviceDeployments?: ServiceDeployment[] }>;
    send(command: ListServiceDeploymentsCommand): Promise<{ readonly serviceDeployments?: ServiceDeploymentBrief[] }>;
    send(command: DescribeServiceRevisionsCommand): Promise<{ readonly serviceRevisions?: ServiceRevision[] }>;
  }
}
