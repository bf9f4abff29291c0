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
