import {
  aws_apigatewayv2 as api, aws_apigatewayv2_integrations as integrations, aws_cloudwatch as cloudwatch, aws_dynamodb as dynamodb,
  aws_events as events, aws_events_targets as targets, aws_lambda as lambda, aws_lambda_event_sources as sources,
  aws_s3_assets as assets, aws_sqs as sqs, CfnOutput, Stack, Stage,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { codeOf, DocumentName, documentOf, FunctionName } from './content';
import type { BenchStageProps } from './stage-props';

/**
 * An application of four stacks: the API's depends on the data's. Each has a function with its own code and four
 * documents that it reads, and three share a layer: 21 assets.
 */
export class OrdersStage extends Stage {
  public constructor(scope: Construct, id: string, props: BenchStageProps) {
    super(scope, id, props);
    const { content } = props;
    const { table } = new DataStack(this, 'Data', content);
    new ApiStack(this, 'Api', content, table);
    new WorkerStack(this, 'Worker', content);
    new OperationsStack(this, 'Operations', content);
  }
}

class DataStack extends Stack {
  public readonly table: dynamodb.Table;

  public constructor(scope: Construct, id: string, content: string) {
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
  public constructor(scope: Construct, id: string, content: string, table: dynamodb.Table) {
    super(scope, id);
    const handler = functionOf(this, content, 'api', ['openapi', 'examples', 'errors', 'terms'], [layerOf(this, content)]);
    table.grantReadWriteData(handler);
    const http = new api.HttpApi(this, 'Http', { defaultIntegration: new integrations.HttpLambdaIntegration('Handler', handler) });
    new CfnOutput(this, 'Url', { value: http.apiEndpoint });
  }
}

class WorkerStack extends Stack {
  public constructor(scope: Construct, id: string, content: string) {
    super(scope, id);
    const failed = new sqs.Queue(this, 'Failed', { enforceSSL: true });
    const queue = new sqs.Queue(this, 'Queue', { enforceSSL: true, deadLetterQueue: { queue: failed, maxReceiveCount: 3 } });
    const worker = functionOf(this, content, 'worker', ['rules', 'prices', 'taxes', 'carriers'], [layerOf(this, content)]);
    worker.addEventSource(new sources.SqsEventSource(queue, { reportBatchItemFailures: true }));
  }
}

class OperationsStack extends Stack {
  public constructor(scope: Construct, id: string, content: string) {
    super(scope, id);
    const reports = functionOf(this, content, 'reports', ['layout', 'recipients', 'holidays', 'texts']);
    new events.Rule(this, 'Nightly', { schedule: events.Schedule.cron({ hour: '2', minute: '0' }), targets: [new targets.LambdaFunction(reports)] });
    new cloudwatch.Alarm(this, 'ReportsFail', { metric: reports.metricErrors(), threshold: 1, evaluationPeriods: 1 });
  }
}

function layerOf(scope: Construct, content: string): lambda.LayerVersion {
  return new lambda.LayerVersion(scope, 'Shared', { code: lambda.Code.fromAsset(codeOf(content, 'shared')) });
}

function functionOf(
  scope: Construct, content: string, name: FunctionName, documents: DocumentName[], layers: lambda.ILayerVersion[] = [],
): lambda.Function {
  const code = lambda.Code.fromAsset(codeOf(content, name));
  const handler = new lambda.Function(scope, name, { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code, layers });
  for (const document of documents) {
    const asset = new assets.Asset(scope, document, { path: documentOf(content, document) });
    asset.grantRead(handler);
    handler.addEnvironment(document.toUpperCase(), asset.s3ObjectUrl);
  }
  return handler;
}
