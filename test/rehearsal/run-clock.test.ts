import { RunClock } from '../../src/rehearsal/execution/run-clock';
import { appsOfThisFile } from '../support/apps';
import { lambda, NODE_HELPERS, PYTHON_HELPERS, withFunctions } from '../support/functions';
import { source, stage } from '../support/pipeline-app';

const newApp = appsOfThisFile();

describe('the clock of a run', () => {
  const at = (time: string) => new Date(`2026-11-20T${time}Z`);

  test('goes on by itself and is put forward, never back', () => {
    let machine = at('10:00');
    const clock = new RunClock(() => machine);
    clock.advanceTo(at('10:30'));
    clock.advanceTo(at('10:15'));
    machine = at('10:01');
    expect(clock.now()).toEqual(at('10:31'));
  });
});

describe('R1: a function sees the clock of the run', () => {
  const node = lambda(`${NODE_HELPERS}exports.handler = async (event) => {
    const later = new Date(Date.now() + 1000);
    console.log(new Date().toISOString().slice(0, 16), Date().slice(4, 15), later - new Date(0) > 0, later instanceof Date, new Date(2020, 1).getFullYear());
    await succeed(event['CodePipeline.job']);
  };`);
  const python = lambda(`${PYTHON_HELPERS}
import datetime, time
def handler(event, context):
    utc = datetime.datetime.now(datetime.timezone.utc)
    print(utc.isoformat()[:16], datetime.datetime.utcnow().isoformat()[:16], time.strftime('%Y-%m-%d', time.gmtime(time.time())), context.get_remaining_time_in_millis() <= 3000)
    put('PutJobSuccessResult', {'jobId': event['CodePipeline.job']['id']})
`, { Runtime: 'python3.12' });

  test.each([
    ['Node.js', node, '2026-12-24T18:00 Dec 24 2026 true true 2020\n'],
    ['Python', python, '2026-12-24T18:00 2026-12-24T18:00 2026-12-24 True\n'],
  ])('in %s', async (_, resource, printed) => {
    const call = { name: 'Call', category: 'Invoke', provider: 'Lambda', configuration: { FunctionName: 'Fn' } };
    const app = withFunctions(newApp(), [stage('Source', source()), stage('Prod', call)], { Fn: resource });
    const report = await app.rehearse({ at: new Date('2026-12-24T19:00+01:00') });
    expect(app.log(report, 'Call')).toBe(printed);
    expect(report).toMatchObject({ at: '2026-12-24T18:00:00.000Z', remarks: ['The clock of this run began at 2026-12-24T18:00:00.000Z, as ordered by --at.'] });
  });
});
