import { choosePipeline } from '../../src/rehearsal';
import { NO_FAULTS } from '../../src/rehearsal/execution/ordered-faults';
import { listenerTo } from '../../src/rehearsal/model/stage-listener';
import { DeliveredApp } from '../support/delivered-app';
import { simpleStage } from '../support/delivery';
import { trace } from '../support/pipeline-app';

jest.setTimeout(120_000);

test('P6: a pipeline of this library has a function that rejects an older run, so that a rehearsal can supersede one', async () => {
  const app = new DeliveredApp().synthesize((scope, environment) => [simpleStage(scope, environment, 'api')]);
  const { stages, ...pipeline } = choosePipeline(app.assembly);
  const before = stages[stages.findIndex(({ name }) => name === 'prod.Approve') - 1].name;
  expect(listenerTo(before, pipeline)?.target).toMatch(/Reject/);
  const report = await app.rehearse({ faults: { ...NO_FAULTS, supersededApprovals: ['prod.Approve'] } });
  expect(report.status).toBe('superseded');
  const lines = trace(report);
  expect(lines).toContain('prod.Approve/Approve: failed');
  expect(lines.filter((line) => line.startsWith('prod/')).every((line) => line.endsWith(': skipped'))).toBe(true);
});
