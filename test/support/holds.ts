import { lambda } from './functions';

/** A function that holds runs before the stage Prod but between 9 and 17 h, as somebody might write it. */
const OFFICE_HOURS = `
const { CodePipelineClient, DisableStageTransitionCommand, EnableStageTransitionCommand, GetPipelineStateCommand } = require('@aws-sdk/client-codepipeline');
const client = new CodePipelineClient({});
exports.handler = async ({ time, pipeline }) => {
  const { stageStates } = await client.send(new GetPipelineStateCommand({ name: pipeline }));
  const { enabled } = stageStates.find(({ stageName }) => stageName === 'Prod').inboundTransitionState;
  const hour = new Date(time).getUTCHours();
  const open = hour >= 9 && hour < 17;
  const transition = { pipelineName: pipeline, stageName: 'Prod', transitionType: 'Inbound' };
  if (open !== enabled) {
    await client.send(open ? new EnableStageTransitionCommand(transition) : new DisableStageTransitionCommand({ ...transition, reason: 'Outside office hours' }));
  }
};
`;

/** What EventBridge calls every minute, beside a pipeline with the stage Prod. */
export function officeHours(code = OFFICE_HOURS): Record<string, unknown> {
  const input = { InputPathsMap: { time: '$.time' }, InputTemplate: { 'Fn::Sub': '{"time": <time>, "pipeline": "${Pipeline}"}' } };
  const PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'codepipeline:*', Resource: '*/Prod' }] };
  return {
    Office: lambda(code, { Role: { 'Fn::GetAtt': ['OfficeRole', 'Arn'] }, Timeout: 20 }),
    OfficeRole: { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyName: 'Transitions', PolicyDocument }] } },
    EveryMinute: {
      Type: 'AWS::Events::Rule',
      Properties: { ScheduleExpression: 'rate(1 minute)', Targets: [{ Id: 'Office', Arn: { 'Fn::GetAtt': ['Office', 'Arn'] }, InputTransformer: input }] },
    },
  };
}
