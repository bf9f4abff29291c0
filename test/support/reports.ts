import type { ActionReport, ConditionReport, ExecutionReport, RehearsalReport, StageReport } from '../../src/rehearsal/report/report';
import { stageStatus } from '../../src/rehearsal/report/report';
import type { StackChanges } from '../../src/rehearsal/report/stack-changes';

/** What a name or a reason may hold to break out of the markup around it. */
export const HOSTILE = '"><script>alert(1)</script>\'&amp;]]>{{style}}$&\u0000\u001B[31m\uD800\uFFFF';

export function reported(name: string, status: ActionReport['status'] = 'succeeded', more: Partial<ActionReport> = {}): ActionReport {
  const durationSeconds = status === 'skipped' ? 0 : 1.5;
  return { name, category: 'Build', provider: 'CodeBuild', runOrder: 1, status, durationSeconds, reasons: [], remarks: [], ...more };
}

export function reportedStage(name: string, ...actions: ActionReport[]): StageReport {
  const durationSeconds = actions.reduce((sum, action) => sum + action.durationSeconds, 0);
  return { name, status: stageStatus(actions), durationSeconds, remarks: [], actions };
}

/** A report of one execution for each list of stages. */
export function reportOf(status: RehearsalReport['status'], ...executions: StageReport[][]): RehearsalReport {
  return {
    schemaVersion: 1,
    status,
    pipeline: { name: 'orders', logicalId: 'Pipeline', stack: 'orders-pipeline' },
    run: '2026-03-01T10-00-00Z',
    startedAt: '2026-03-01T10:00:00.000Z',
    durationSeconds: 12.5,
    commandSeconds: 9.2,
    waitingSeconds: 2,
    ownSeconds: 1.3,
    remarks: [],
    executions: executions.map((stages, index): ExecutionReport => ({ number: index + 1, stages })),
  };
}

/** A report that has a bit of everything, with long and hostile names. */
export function richReport(): RehearsalReport {
  const docker = { reasons: ['building and pushing an image needs a Docker engine and AWS'] };
  const start = [
    reportedStage('Source', reported('orders_main', 'succeeded', { category: 'Source', provider: 'CodeStarSourceConnection' })),
    reportedStage('Build', reported('frontend', 'succeeded', { log: 'run/logs/Build.frontend.log' }), reported('backend', 'succeeded', { log: 'run/logs/Build.backend.log' }),
      reported('Synth', 'succeeded', { runOrder: 2, durationSeconds: 83.2, log: 'run/logs/Build.Synth.log', remarks: ['Node.js 20 was asked for, Node.js 22 is here'] })),
  ];
  const rest = (status: ActionReport['status'], ...production: ActionReport[]) => [
    reportedStage('Assets', reported('BackendImageAssetWithANameThatIsLongerThanAnyColumnIsWide0123456789', status, status === 'skipped' ? {} : docker), reported('SiteAsset', status, status === 'skipped' ? {} : docker)),
    reportedStage('production', ...production),
  ];
  const failed = { reasons: ['pre_build: `npm test` exited with code 1'], remarks: [HOSTILE], log: 'run/logs/production.check.log' };
  return reportOf('failed',
    [...start, reportedStage('UpdatePipeline', reported('SelfMutate', 'succeeded', { remarks: ['the pipeline has changed'] })), ...rest('skipped', reported('Approve', 'skipped'), reported('Deploy', 'skipped'))],
    [...start, reportedStage('UpdatePipeline', reported('SelfMutate')), ...rest('notExecuted', reported('Approve', 'succeeded', { category: 'Approval', provider: 'Manual' }),
      reported('check', 'failed', { runOrder: 2, ...failed }), reported(HOSTILE, 'skipped', { runOrder: 3 }))]);
}

/** A condition of one rule. */
export function reportedCondition(
  moment: ConditionReport['moment'], outcome: ConditionReport['outcome'], result: ConditionReport['result'] = 'FAIL', reason = 'the alarm Errors is taken to be OK',
): ConditionReport {
  const ruleOutcome = outcome === 'met' ? 'passed' : outcome === 'notMet' ? 'failed' : 'notEvaluated';
  return { moment, outcome, result, rules: [{ name: 'Errors', provider: 'CloudWatchAlarm', outcome: ruleOutcome, reason }] };
}

/** Changes of every kind. */
export function reportedChanges(more: Partial<StackChanges> = {}): StackChanges {
  const path = 'beta/Api/ServiceWithANameThatIsLongerThanAnyColumnIsWide/TaskDefinition/Resource';
  return {
    stack: 'beta-api',
    comparedWith: '2026-02-28T10-00-00Z',
    added: [{ logicalId: 'Topic', path: 'beta/Api/Topic/Resource', type: 'AWS::SNS::Topic' }, { logicalId: 'Policy', type: 'AWS::IAM::Policy' }],
    changed: [{ logicalId: 'Task', path, type: 'AWS::ECS::TaskDefinition', properties: ['ContainerDefinitions'], assetsOnly: true }],
    replaced: [{ logicalId: 'Orders', path: 'beta/Api/Orders/Resource', type: 'AWS::DynamoDB::Table', properties: ['KeySchema'], replacement: 'certain', stateful: true }],
    removed: [{ logicalId: 'Logs', path: 'beta/Api/Logs/Resource', type: 'AWS::S3::Bucket', stateful: true, retained: true }],
    sections: ['outputs'],
    permissionsBroadened: true,
    permissionChanges: [
      { kind: 'ingress', change: 'added', broadens: true, description: 'ingress to ${Group.GroupId} from Everyone (IPv4): TCP 443' },
      { kind: 'statement', change: 'added', broadens: true, description: 'Allow sns:Publish on ${Topic} to AWS:${TaskRole} under a condition' },
      { kind: 'statement', change: 'removed', broadens: false, description: 'Allow s3:GetObject* on ${Logs.Arn} to AWS:${TaskRole}' },
    ],
    ...more,
  };
}

/** A pipeline whose stages were retried, skipped, rolled back and held, with deployments of every kind. */
export function eventfulReport(): RehearsalReport {
  const deployment = { category: 'Deploy', provider: 'CloudFormation' };
  const first = reportedChanges({ comparedWith: null, stack: 'beta-network', changed: [], replaced: [], removed: [], sections: [] });
  const same = reportedChanges({ stack: 'gamma-api', added: [], changed: [], replaced: [], removed: [], sections: [], permissionsBroadened: false, permissionChanges: [] });
  const approval = reported('Approve', 'withheld', { category: 'Approval', provider: 'Manual', reasons: ['nobody is there'] });
  return reportOf('withheld', [
    reportedStage('Source', reported('main', 'succeeded', { category: 'Source', provider: 'CodeStarSourceConnection' })),
    {
      ...reportedStage('beta', reported('Network', 'succeeded', { ...deployment, changes: first }), reported('Api', 'succeeded', { ...deployment, runOrder: 2, changes: reportedChanges() }),
        reported('check', 'succeeded', { runOrder: 3, log: 'run/logs/beta.check.log' })),
      remarks: ['the stage is retried once (FAILED_ACTIONS)'],
      conditions: [
        reportedCondition('BeforeEntry', 'met'),
        reportedCondition('OnFailure', 'notMet', 'RETRY', 'the variable #{Build.Retry} is yes'),
        reportedCondition('OnSuccess', 'notEvaluated', 'ROLLBACK', 'the rule LambdaInvoke has no stand-in on this machine'),
      ],
      earlierAttempts: [[reported('Network', 'succeeded', deployment), reported('Api', 'succeeded', { ...deployment, runOrder: 2 }), reported('check', 'failed', { runOrder: 3, reasons: [`exit 3 ${HOSTILE}`] })]],
    },
    {
      ...reportedStage('window', reported('Later', 'skipped')),
      status: 'skipped',
      remarks: ['the stage is skipped'],
      conditions: [reportedCondition('BeforeEntry', 'notMet', 'SKIP', HOSTILE)],
    },
    {
      ...reportedStage('gamma', reported('Api', 'succeeded', { ...deployment, changes: same }), approval),
      remarks: ['rollback: AWS runs this stage again with the artifacts of the run 2026-02-28T10-00-00Z; the run ends here'],
      conditions: [reportedCondition('OnFailure', 'notMet', 'ROLLBACK', 'the alarm Errors is in ALARM, as ordered by --alarm')],
      rollback: { to: '2026-02-28T10-00-00Z' },
    },
    { ...reportedStage('production', reported('Deploy', 'skipped', deployment)), remarks: ['the transition into this stage is disabled: freeze; the run waits before it'], transition: 'disabled' },
  ]);
}

/** The end of a log as builds write it. */
export const LOG = { lines: ['$ npm test', '\u001B[31mFAIL\u001B[39m test/orders.test.ts', `${'a-very-long-word-'.repeat(40)}`, HOSTILE, '1 failed, 41 passed'], leftOut: 1034 };
