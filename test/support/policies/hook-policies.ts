import { may, mayNot, PolicyRow } from './policy-table';

const READS = ['ecs:DescribeServiceDeployments', 'ecs:DescribeServiceRevisions', 'ecs:ListServiceDeployments'];
const PLACES = ['a deployment of the service', 'a revision of the service', 'the service'];

/** What the function that ECS asks before each shift may do, what ECS may do to ask it, and what both must not. */
export const HOOK_POLICIES: PolicyRow[] = [
  may('Lambda', 'sts:AssumeRole', 'the hook'),
  mayNot('ECS', 'sts:AssumeRole', 'the hook'),
  mayNot('the tasks', 'sts:AssumeRole', 'the hook'),
  may('ECS', 'sts:AssumeRole', 'the call of the hook'),
  mayNot('Lambda', 'sts:AssumeRole', 'the call of the hook'),
  mayNot('ECS tasks', 'sts:AssumeRole', 'the call of the hook'),
  mayNot('the tasks', 'sts:AssumeRole', 'the call of the hook'),

  may('the call of the hook', 'lambda:InvokeFunction', 'the function'),
  mayNot('the call of the hook', 'lambda:InvokeFunction', 'another function'),
  mayNot('the call of the hook', 'lambda:InvokeFunction', 'a function named alike'),
  mayNot('the call of the hook', 'lambda:UpdateFunctionCode', 'the function'),
  mayNot('the call of the hook', 'ecs:DescribeServiceDeployments', 'a deployment of the service'),

  ...['the blue error rate', 'the blue response time', 'the green error rate', 'the green response time', 'an alarm of the user']
    .map((alarm) => may('the hook', 'cloudwatch:DescribeAlarms', alarm)),
  mayNot('the hook', 'cloudwatch:DescribeAlarms', 'another alarm'),
  ...['DeleteAlarms', 'DisableAlarmActions', 'PutMetricAlarm', 'SetAlarmState'].map((action) => mayNot('the hook', `cloudwatch:${action}`, 'the blue error rate')),

  ...READS.map((action, index) => may('the hook', action, PLACES[index])),
  ...READS.map((action, index) => mayNot('the hook', action, `${PLACES[index]} in another cluster`)),
  mayNot('the hook', 'ecs:UpdateService', 'the service'),
  mayNot('the hook', 'ecs:StopServiceDeployment', 'a deployment of the service'),
  mayNot('the hook', 'ecs:ContinueServiceDeployment', 'a deployment of the service'),
  mayNot('the hook', 'lambda:InvokeFunction', 'the function'),
  mayNot('the hook', 'lambda:UpdateFunctionConfiguration', 'the function'),
  may('the hook', 'logs:PutLogEvents', 'its log'),
  mayNot('the hook', 'logs:PutLogEvents', 'another log'),
];
