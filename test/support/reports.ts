import type { ActionReport, ExecutionReport, RehearsalReport, StageReport } from '../../src/rehearsal/report/report';
import { stageStatus } from '../../src/rehearsal/report/report';

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

/** The end of a log as builds write it. */
export const LOG = { lines: ['$ npm test', '\u001B[31mFAIL\u001B[39m test/orders.test.ts', `${'a-very-long-word-'.repeat(40)}`, HOSTILE, '1 failed, 41 passed'], leftOut: 1034 };
