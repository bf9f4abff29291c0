import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  aws_apigatewayv2 as api, aws_apigatewayv2_integrations as integrations, aws_cloudwatch as cloudwatch, aws_dynamodb as dynamodb,
  aws_events as events, aws_events_targets as targets, aws_lambda as lambda, aws_lambda_event_sources as sources,
  aws_s3_assets as assets, aws_sqs as sqs, CfnOutput, Stack, Stage, StageProps,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';

export interface OrdersStageProps extends StageProps {
  /** Where the files lie that are published as assets. */
  readonly content: string;
}

/**
 * An application of four stacks: the API's depends on the data's. Each has a function with its own code and four
 * documents that it reads, and three share a layer: 21 assets.
 */
export class OrdersStage extends Stage {
  public constructor(scope: Construct, id: string, props: OrdersStageProps) {
    super(scope, id, props);
    const content = new Content(props.content);
    const { table } = new DataStack(this, 'Data', content);
    new ApiStack(this, 'Api', content, table);
    new WorkerStack(this, 'Worker', content);
    new OperationsStack(this, 'Operations', content);
  }
}

class DataStack extends Stack {
  public readonly table: dynamodb.Table;

  public constructor(scope: Construct, id: string, content: Content) {
    super(scope, id);
    this.table = new dynamodb.Table(this, 'Orders', {
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      stream: dynamodb.StreamViewType.NEW_IMAGE,
    });
    const archive = functionOf(this, content, 'archive', ['schema', 'seed', 'retention', 'migrations'], [layerOf(this, content)]);
    archive.addEventSource(new sources.DynamoEventSource(this.table, { startingPosition: lambda.StartingPosition.LATEST }));
  }
}

class ApiStack extends Stack {
  public constructor(scope: Construct, id: string, content: Content, table: dynamodb.Table) {
    super(scope, id);
    const handler = functionOf(this, content, 'api', ['openapi', 'examples', 'errors', 'terms'], [layerOf(this, content)]);
    table.grantReadWriteData(handler);
    const http = new api.HttpApi(this, 'Http', { defaultIntegration: new integrations.HttpLambdaIntegration('Handler', handler) });
    new CfnOutput(this, 'Url', { value: http.apiEndpoint });
  }
}

class WorkerStack extends Stack {
  public constructor(scope: Construct, id: string, content: Content) {
    super(scope, id);
    const failed = new sqs.Queue(this, 'Failed', { enforceSSL: true });
    const queue = new sqs.Queue(this, 'Queue', { enforceSSL: true, deadLetterQueue: { queue: failed, maxReceiveCount: 3 } });
    const worker = functionOf(this, content, 'worker', ['rules', 'prices', 'taxes', 'carriers'], [layerOf(this, content)]);
    worker.addEventSource(new sources.SqsEventSource(queue, { reportBatchItemFailures: true }));
  }
}

class OperationsStack extends Stack {
  public constructor(scope: Construct, id: string, content: Content) {
    super(scope, id);
    const reports = functionOf(this, content, 'reports', ['layout', 'recipients', 'holidays', 'texts']);
    new events.Rule(this, 'Nightly', { schedule: events.Schedule.cron({ hour: '2', minute: '0' }), targets: [new targets.LambdaFunction(reports)] });
    new cloudwatch.Alarm(this, 'ReportsFail', { metric: reports.metricErrors(), threshold: 1, evaluationPeriods: 1 });
  }
}

/** Small files, because this measures pipelines and not the copying of assets. */
class Content {
  public constructor(private readonly folder: string) {}

  public code(name: string): lambda.Code {
    return lambda.Code.fromAsset(this.write(name, 'index.js', `exports.handler = async () => '${name}';`));
  }

  public document(name: string): string {
    return join(this.write(name, `${name}.json`, JSON.stringify({ name })), `${name}.json`);
  }

  private write(name: string, file: string, text: string): string {
    const folder = join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, file), text);
    return folder;
  }
}

function layerOf(scope: Construct, content: Content): lambda.LayerVersion {
  return new lambda.LayerVersion(scope, 'Shared', { code: content.code('shared') });
}

function functionOf(scope: Construct, content: Content, name: string, documents: string[], layers: lambda.ILayerVersion[] = []): lambda.Function {
  const handler = new lambda.Function(scope, name, { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: content.code(name), layers });
  for (const document of documents) {
    const asset = new assets.Asset(scope, document, { path: content.document(document) });
    asset.grantRead(handler);
    handler.addEnvironment(document.toUpperCase(), asset.s3ObjectUrl);
  }
  return handler;
}
