import { appsOfThisFile } from '../support/apps';
import { assemblyFiles, build, PipelineApp, pipelineTemplate, said, source, stage, TestAction, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();

/** A pipeline that synthesizes by copying a prepared assembly out of its source, and then updates itself. */
const stages = (...after: TestAction[]) => [
  stage('Source', source()),
  stage('Synth', build('Synth', { phases: { build: { commands: ['cp -r prepared cdk.out'] } }, artifacts: { 'base-directory': 'cdk.out', 'files': '**/*' } }, { outputs: ['App'] })),
  stage('Update', build('SelfMutate', ['npm install -g aws-cdk@2', 'cdk -a . deploy Tools --require-approval=never'], { inputs: ['App'] })),
  stage('Then', ...after),
];
const prepare = (app: PipelineApp, template: unknown) => app.write(assemblyFiles('source/prepared/', template));

describe('a pipeline that updates itself', () => {
  test('goes on when its definition has not changed', async () => {
    const app = newApp(stages(build('After', ['true'])));
    const report = await prepare(app, pipelineTemplate(stages(build('After', ['true'])))).rehearse();
    expect(trace(report)).toEqual(['Source/Checkout: succeeded', 'Synth/Synth: succeeded', 'Update/SelfMutate: succeeded', 'Then/After: succeeded']);
    expect(said(report, 'SelfMutate')).toContain('pipeline definition unchanged: nothing to update');
  });

  test('starts again from the source with the new definition', async () => {
    const app = newApp(stages(build('Old', ['true'])));
    const report = await prepare(app, pipelineTemplate(stages(build('New', ['true'])))).rehearse();
    expect(trace(report)).toEqual([
      'Source/Checkout: succeeded', 'Synth/Synth: succeeded', 'Update/SelfMutate: succeeded', 'Then/Old: skipped',
      'restart',
      'Source/Checkout: succeeded', 'Synth/Synth: succeeded', 'Update/SelfMutate: succeeded', 'Then/New: succeeded',
    ]);
    expect(report.executions[0].stages[2].actions[0].remarks).toContain('the pipeline has changed: it starts again from the source');
    expect(app.lines).toContain('↻ The pipeline has changed itself: restart 1 from the source');
    expect(report.status).toBe('succeeded');
  });

  test('fails where AWS refuses the new definition', async () => {
    const app = newApp(stages(build('Old', ['true'])));
    const report = await prepare(app, pipelineTemplate(stages(build('New', ['true'], { inputs: ['Nobody'] })))).rehearse();
    expect(said(report, 'SelfMutate')).toContain('AWS would refuse the new pipeline: Then / New: the input artifact Nobody is made by no earlier action');
    expect(report.status).toBe('failed');
  });

  test('goes on with new projects when only those have changed', async () => {
    const app = newApp(stages(build('After', ['exit 1'])));
    const report = await prepare(app, pipelineTemplate(stages(build('After', ['echo the new project'])))).rehearse();
    expect(trace(report)).toHaveLength(4);
    expect(app.log(report, 'After')).toMatch(/^the new project$/m);
  });

  test('ends when it does not restart by itself, as AWS cancels such a run', async () => {
    const app = newApp(stages(build('Old', ['true'])), { RestartExecutionOnUpdate: false });
    const report = await prepare(app, pipelineTemplate(stages(build('New', ['true'])), { RestartExecutionOnUpdate: false })).rehearse();
    expect(report.status).toBe('cancelled');
    expect(trace(report).at(-1)).toBe('Then/Old: skipped');
  });

  test('ends after three restarts when every synth makes another pipeline', async () => {
    const restless = stages(build('After', ['true']));
    restless[1] = stage('Synth', build('Synth', {
      phases: { build: { commands: ['cp -r prepared cdk.out', 'sed -i.bak "s/Checkout/Checkout$$/" cdk.out/Tools.template.json'] } },
      artifacts: { 'base-directory': 'cdk.out', 'files': '**/*' },
    }, { outputs: ['App'] }));
    const report = await prepare(newApp(restless), pipelineTemplate(restless)).rehearse();
    expect(report.executions).toHaveLength(4);
    expect(report.status).toBe('cancelled');
    expect(report.remarks).toEqual(['The pipeline still changes itself after 3 restarts: make its synthesis deterministic.']);
  });

  test('fails when the new assembly has no such stack any more', async () => {
    const app = newApp(stages(build('After', ['true'])));
    app.write(assemblyFiles('source/prepared/', { Resources: {} }, 'Other'));
    expect(said(await app.rehearse(), 'SelfMutate')).toContain('the cloud assembly has no stack Tools with the pipeline Pipeline');
  });
});
