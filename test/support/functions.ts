import { PipelineApp, pipelineTemplate, assemblyFiles, TestStage } from './pipeline-app';

/** Tells CodePipeline the result of a job by plain HTTP, as the AWS SDK would, in an inline function. */
export const NODE_HELPERS = `
const put = (operation, body) => fetch(process.env.AWS_ENDPOINT_URL_CODEPIPELINE, {
  method: 'POST', headers: { 'x-amz-target': 'CodePipeline_20150709.' + operation }, body: JSON.stringify(body),
});
const succeed = (job, more) => put('PutJobSuccessResult', { jobId: job.id, ...more });
const fail = (job, message) => put('PutJobFailureResult', { jobId: job.id, failureDetails: { type: 'JobFailed', message } });
`;

export const PYTHON_HELPERS = `
import json, os, urllib.request
def put(operation, body):
    headers = {'x-amz-target': 'CodePipeline_20150709.' + operation}
    urllib.request.urlopen(urllib.request.Request(os.environ['AWS_ENDPOINT_URL_CODEPIPELINE'], json.dumps(body).encode(), headers)).read()
`;

/** The resource of a function as CloudFormation writes it. */
export function lambda(code: string | Record<string, unknown>, more: Record<string, unknown> = {}, metadata?: Record<string, unknown>) {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: { Runtime: 'nodejs20.x', Handler: 'index.handler', Code: typeof code === 'string' ? { ZipFile: code } : code, ...more },
    ...(metadata && { Metadata: metadata }),
  };
}

/** Puts functions beside the pipeline. */
export function withFunctions(app: PipelineApp, stages: TestStage[], functions: Record<string, unknown>): PipelineApp {
  const template = pipelineTemplate(stages) as { Resources: Record<string, unknown> };
  return app.write(assemblyFiles('cdk.out/', { Resources: { ...template.Resources, ...functions } }));
}
