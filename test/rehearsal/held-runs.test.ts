import { appsOfThisFile } from '../support/apps';
import { approval, build, said, source, stage, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();

describe('a disabled transition', () => {
  test('holds the run before its stage and says why', async () => {
    const app = newApp(
      [stage('Source', source()), stage('Beta', build('Deploy', ['true'])), stage('Prod', build('Release', ['true'])), stage('Last', build('After', ['true']))],
      { DisableInboundStageTransitions: [{ StageName: 'Prod', Reason: 'freeze until Monday' }] },
    );
    const report = await app.rehearse();
    expect(trace(report).slice(1)).toEqual(['Beta/Deploy: succeeded', 'Prod/Release: skipped', 'Last/After: skipped']);
    expect(report.executions[0].stages[2]).toMatchObject({ status: 'skipped', transition: 'disabled' });
    expect(app.lines).toContain('◆ Prod: the transition into this stage is disabled: freeze until Monday; the run waits before it');
    expect(report.status).toBe('withheld');
  });

  test('is nothing to a run that has failed before', async () => {
    const app = newApp(
      [stage('Source', source()), stage('Beta', build('Deploy', ['exit 1'])), stage('Prod', build('Release', ['true']))],
      { DisableInboundStageTransitions: [{ StageName: 'Prod', Reason: 'freeze' }] },
    );
    const report = await app.rehearse();
    expect(report.executions[0].stages[2].transition).toBeUndefined();
    expect(report.status).toBe('failed');
  });
});

test('an approval shows how long AWS waits for it', async () => {
  const app = newApp([stage('Source', source()), stage('Prod', { ...approval('Release'), timeoutInMinutes: 2880 })]);
  expect(said(await app.rehearse(), 'Release')).toBe('nobody is there\nAWS waits 2 days for the answer and then fails the action');
});

describe('a variable of the pipeline', () => {
  const stages = [stage('Source', source()), stage('Build', build('Say', ['echo "it is $A"'], { configuration: { EnvironmentVariables: '[{"name":"A","value":"#{variables.WHO}"}]' } }))];

  test.each([[{}, 'nobody'], [{ WHO: 'me' }, 'me']])('has its default or the value of the run: %j', async (variables, value) => {
    const app = newApp(stages, { Variables: [{ Name: 'WHO', DefaultValue: 'nobody' }] });
    expect(app.log(await app.rehearse({ variables }), 'Say')).toMatch(new RegExp(`^it is ${value}$`, 'm'));
  });
});
