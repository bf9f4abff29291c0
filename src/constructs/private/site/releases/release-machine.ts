import { aws_iam as iam, aws_lambda as lambda, aws_logs as logs, aws_stepfunctions as stepfunctions, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { EnvironmentProfile } from '../../../../blueprint';
import { acknowledge } from '../../acknowledge';
import { logGroupPropsOf } from '../../profile-settings';

/** Lambda's own faults pass within minutes; what the function finds wrong with a release is an answer and no error. */
const RETRY = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5, BackoffRate: 2, MaxDelaySeconds: 60, MaxAttempts: 8 }];

/**
 * Looks at a release, waits, and looks again. What is decided is the function's; here is only what must outlive it.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/limits-overview.html
 */
export function createReleaseMachine(scope: Construct, drive: lambda.IFunction, profile: EnvironmentProfile): stepfunctions.StateMachine {
  const machine = new Construct(scope, 'Rollout');
  const logGroup = new logs.LogGroup(machine, 'Logs', logGroupPropsOf(profile));
  const role = new iam.Role(machine, 'Role', {
    assumedBy: new iam.ServicePrincipal('states.amazonaws.com'),
    description: 'Lets the rollout of a site ask its function',
    inlinePolicies: {
      Drive: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [drive.functionArn] })] }),
    },
  });
  const resource = new stepfunctions.StateMachine(machine, 'Machine', {
    definitionBody: stepfunctions.DefinitionBody.fromString(Stack.of(scope).toJsonString(definitionOf(drive.functionArn))),
    role,
    // Without the data of executions: that holds the address at which CloudFormation takes any answer.
    logs: { destination: logGroup, level: stepfunctions.LogLevel.ALL, includeExecutionData: false },
    tracingEnabled: true,
  });
  acknowledge(
    role.node.findChild('DefaultPolicy'), 'IAM5[Resource::*]',
    'AWS has no resources for the delivery of these logs and traces: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html',
  );
  return resource;
}

/** @see https://states-language.net/spec.html */
export function definitionOf(functionArn: string): object {
  const look = { Type: 'Task', Resource: functionArn, Retry: RETRY };
  return {
    StartAt: 'Look',
    States: {
      Look: { ...look, Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'GiveUp' }], Next: 'IsOver' },
      IsOver: {
        Type: 'Choice',
        Choices: [
          { Variable: '$.status', StringEquals: 'done', Next: 'Done' },
          { Variable: '$.status', StringEquals: 'failed', Next: 'Failed' },
        ],
        Default: 'WaitAWhile',
      },
      WaitAWhile: { Type: 'Wait', SecondsPath: '$.waitSeconds', Next: 'Look' },
      GiveUp: { Type: 'Pass', Result: true, ResultPath: '$.giveUp', Next: 'TurnBack' },
      TurnBack: { ...look, Next: 'Failed' },
      Done: { Type: 'Succeed' },
      Failed: { Type: 'Fail', ErrorPath: '$.status', CausePath: '$.reason' },
    },
  };
}
