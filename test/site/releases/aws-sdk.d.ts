// The parts of the AWS SDK that Lambda's runtime brings along and the functions use; it is not installed here.
declare module '@aws-sdk/client-cloudwatch' {
  export class DescribeAlarmsCommand {
    private readonly describesAlarms: true;
    constructor(input: { AlarmNames: string[]; AlarmTypes: 'MetricAlarm'[]; MaxRecords: number });
  }
  export class CloudWatchClient {
    constructor(configuration: { region: string; maxAttempts: number; requestHandler: { connectionTimeout: number; requestTimeout: number } });
    send(command: DescribeAlarmsCommand): Promise<{ readonly MetricAlarms?: { readonly AlarmName: string; readonly StateValue?: 'ALARM' | 'INSUFFICIENT_DATA' | 'OK' }[] }>;
  }
}

declare module '@aws-sdk/client-sfn' {
  export class StartExecutionCommand {
    private readonly startsExecution: true;
    constructor(input: { stateMachineArn: string; name: string; input: string });
  }
  export class SFNClient {
    constructor(configuration: { maxAttempts: number });
    send(command: StartExecutionCommand): Promise<unknown>;
  }
}

declare module '@aws-sdk/client-s3' {
  export class HeadObjectCommand {
    private readonly asksForObject: true;
    constructor(input: { Bucket: string; Key: string });
  }
  export class GetObjectCommand {
    private readonly getsObject: true;
    constructor(input: { Bucket: string; Key: string });
  }
  export class PutObjectCommand {
    private readonly putsObject: true;
    constructor(input: {
      Bucket: string; Key: string; Body: Buffer; IfNoneMatch: '*'; ContentType: string; CacheControl: string; Metadata?: Record<string, string>;
    });
  }
  export class ListObjectsV2Command {
    private readonly listsObjects: true;
    constructor(input: { Bucket: string; Prefix: string; ContinuationToken: string | undefined });
  }
  export class DeleteObjectsCommand {
    private readonly deletesObjects: true;
    constructor(input: { Bucket: string; Delete: { Quiet: true; Objects: { Key: string }[] } });
  }
  export class S3Client {
    constructor(configuration: { maxAttempts: number });
    send(command: HeadObjectCommand | PutObjectCommand): Promise<unknown>;
    send(command: GetObjectCommand): Promise<{ readonly Body: import('node:stream').Readable }>;
    send(command: ListObjectsV2Command): Promise<{ readonly Contents?: { readonly Key: string }[]; readonly NextContinuationToken?: string }>;
    send(command: DeleteObjectsCommand): Promise<{ readonly Errors?: { readonly Key?: string; readonly Code?: string }[] }>;
  }
}
