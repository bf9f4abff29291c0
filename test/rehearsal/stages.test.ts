import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appsOfThisFile } from '../support/apps';
import { approval, build, said, source, stage, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();

describe('the stages of a rehearsed pipeline', () => {
  test('run one after another, their actions by run order', async () => {
    const app = newApp([
      stage('Source', source()),
      stage('Build', build('Late', ['echo late >> "$HOME/order"'], { runOrder: 2 }), build('Early', ['echo early >> "$HOME/order"'])),
      stage('Check', build('Last', ['echo last >> "$HOME/order"'])),
    ]);
    const report = await app.rehearse({ environment: { PATH: process.env.PATH, HOME: app.root } });
    expect(trace(report)).toEqual(['Source/Checkout: succeeded', 'Build/Early: succeeded', 'Build/Late: succeeded', 'Check/Last: succeeded']);
    expect(readFileSync(join(app.root, 'order'), 'utf8')).toBe('early\nlate\nlast\n');
    expect(report.status).toBe('succeeded');
  });

  test('end at a failing action: its siblings run, as AWS has started them already, and nothing after it', async () => {
    const app = newApp([
      stage('Source', source()),
      stage('Build', build('Broken', ['echo the reason', 'exit 3', 'echo never']), build('Beside', ['true']), build('Later', ['true'], { runOrder: 2 })),
      stage('Deploy', build('After', ['true'])),
    ]);
    const report = await app.rehearse();
    expect(trace(report)).toEqual(['Source/Checkout: succeeded', 'Build/Broken: failed', 'Build/Beside: succeeded', 'Build/Later: skipped', 'Deploy/After: skipped']);
    expect(report.status).toBe('failed');
    expect(said(report, 'Broken')).toBe('build: `exit 3` exited with code 3');
    expect(app.lines).toContain('    │ the reason');
    expect(app.log(report, 'Broken')).not.toMatch(/^never$/m);
  });

  test('wait at an approval, which ends the run if it is not given', async () => {
    const app = newApp([stage('Source', source()), stage('Production', approval('Release'), build('After', ['true'], { runOrder: 2 }))]);
    const report = await app.rehearse();
    expect(trace(report)).toEqual(['Source/Checkout: succeeded', 'Production/Release: withheld', 'Production/After: skipped']);
    expect(report.status).toBe('withheld');
    expect(said(report, 'Release')).toBe('nobody is there');
  });

  test('go on after an approval that is given', async () => {
    const app = newApp([stage('Source', source()), stage('Production', approval('Release'), build('After', ['true'], { runOrder: 2 }))]);
    const report = await app.rehearse({ approve: async (action) => ({ approved: action.name === 'Release', reason: 'yes' }) });
    expect(report.status).toBe('succeeded');
    expect(trace(report).at(-1)).toBe('Production/After: succeeded');
  });

  test('do not execute a provider that has no stand-in, nor what needs its artifact, and go on', async () => {
    const app = newApp([
      stage('Source', source()),
      stage('Invoke', { name: 'Function', category: 'Invoke', provider: 'StepFunctions', outputs: ['Answer'], namespace: 'Fn' }),
      stage('Use',
        build('NeedsArtifact', ['true'], { inputs: ['Answer'] }),
        build('NeedsVariable', ['true'], { configuration: { EnvironmentVariables: JSON.stringify([{ name: 'A', value: '#{Fn.Answer}' }]) } }),
        build('Free', ['true'])),
    ]);
    const report = await app.rehearse();
    expect(trace(report).slice(1)).toEqual([
      'Invoke/Function: notExecuted', 'Use/NeedsArtifact: notExecuted', 'Use/NeedsVariable: notExecuted', 'Use/Free: succeeded',
    ]);
    expect(said(report, 'Function')).toBe('the provider StepFunctions (Invoke) has no stand-in on this machine');
    expect(said(report, 'NeedsArtifact')).toBe('needs the artifact Answer of Invoke / Function, which was not executed');
    expect(said(report, 'NeedsVariable')).toBe('needs the variable Answer of Invoke / Function, which was not executed');
    expect(report.status).toBe('succeeded');
  });

  test('fail where an artifact is made by no earlier action, as a wrong definition does in AWS', async () => {
    const app = newApp([stage('Source', source()), stage('Build', build('Lost', ['true'], { inputs: ['Nobody'] }))]);
    const report = await app.rehearse();
    expect(said(report, 'Lost')).toBe('the input artifact Nobody is made by no earlier action');
    expect(report.status).toBe('failed');
  });

  test('leave logs and reports, and nothing of what was built', async () => {
    const app = newApp([stage('Source', source()), stage('Build', build('Compile', ['touch built']))]);
    const report = await app.rehearse();
    expect(readdirSync(app.temporary)).toEqual([]);
    expect(JSON.parse(readFileSync(join(app.output, 'report.json'), 'utf8'))).toEqual(report);
    expect(readFileSync(join(app.output, 'report.txt'), 'utf8')).toMatch(/^Rehearsal of Pipeline \(stack Tools\): succeeded/);
    expect(existsSync(join(app.output, report.run, 'logs', 'Build.Compile.log'))).toBe(true);
    expect(report.schemaVersion).toBe(1);
  });
});
