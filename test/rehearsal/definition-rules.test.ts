import { definitionProblems } from '../../src/rehearsal/model/definition-rules';
import { choosePipeline } from '../../src/rehearsal/model/pipeline-choice';
import { appsOfThisFile } from '../support/apps';
import { condition, FAILS } from '../support/conditions';
import { deliveryOf, simpleStage } from '../support/delivery';
import { approval, build, source, stage, TestStage } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const problems = (stages: TestStage[], properties: Record<string, unknown> = {}) =>
  definitionProblems(choosePipeline(newApp(stages, properties).app));
const SOURCE = stage('Source', source());

describe('a pipeline that AWS creates', () => {
  test('has nothing that is wrong', () => {
    const make = build('Make', [], { outputs: ['Made'], namespace: 'Make' });
    const extra = { BeforeEntry: condition('SKIP', FAILS), OnSuccess: condition('ROLLBACK', FAILS), OnFailure: { Result: 'RETRY' } };
    const stages = [SOURCE, { ...stage('Build', make, build('Use', [], { inputs: ['Made'], runOrder: 2 })), extra }, stage('Prod', { ...approval('Release'), timeoutInMinutes: 5 })];
    expect(problems(stages, { PipelineType: 'V2', ExecutionMode: 'QUEUED', Variables: [{ Name: 'A' }] })).toEqual([]);
    expect(problems(stages)).toEqual([]);
  });
});

test('this library makes a pipeline that AWS creates', () => {
  const { app, pipeline } = deliveryOf();
  pipeline.environments.forEach((environment) => pipeline.addStage(environment, simpleStage(app, environment, 'shop', ['asset'])));
  expect(definitionProblems(choosePipeline(app.synth().directory))).toEqual([]);
});

describe('AWS refuses a pipeline', () => {
  test.each<[string, TestStage[], Record<string, unknown>, string[]]>([
    ['of one stage', [SOURCE], {}, ['a pipeline must have at least two stages, has 1']],
    ['whose first stage does more than fetch sources', [stage('Source', source(), approval('Go')), stage('B', approval('Go'))], {},
      ['the first stage can have source actions only: Source has Go']],
    ['with a source in a later stage', [SOURCE, stage('Later', source(['Other']))], {}, ['only the first stage can have source actions: Later has Checkout']],
    ['with an empty stage', [SOURCE, stage('Empty')], {}, ['the stage Empty must have at least one action']],
    ['with names that are given twice', [SOURCE, stage('A', approval('Go'), approval('Go')), stage('A', approval('Go'))], {},
      ['the name of the stage A is given twice', 'A: the name of the action Go is given twice']],
    ['with wrong names', [SOURCE, stage('A B', approval('G o'))], {},
      ['the stage A B: a name must match ^[A-Za-z0-9.@_-]{1,100}$', 'A B / G o: the name must match ^[A-Za-z0-9.@_-]{1,100}$']],
    ['with a wrong run order', [SOURCE, stage('A', approval('X', 1000), approval('Y', 1.5))], {},
      ['A / X: the run order must be 1 to 999, is 1000', 'A / Y: the run order must be 1 to 999, is 1.5']],
    ['with a wrong artifact', [SOURCE, stage('A', build('X', [], { outputs: ['a.b'] }))], {}, ['A / X: the name of the artifact a.b must match ^[A-Za-z0-9_-]{1,100}$']],
    ['with an artifact of two actions', [SOURCE, stage('A', build('X', [], { outputs: ['O'] }), build('Y', [], { outputs: ['O'] }))], {},
      ['the output artifact O is made by A / X and A / Y: it can be made by one action']],
    ['with a namespace of two actions, or of its own', [SOURCE, stage('A', build('X', [], { namespace: 'N' }), build('Y', [], { namespace: 'N' }), build('Z', [], { namespace: 'codepipeline' }))], {},
      ["A / Z: the namespace codepipeline is CodePipeline's own", 'the namespace N is that of A / X and A / Y: it can belong to one action']],
    ['with an artifact that is made too late', [SOURCE, stage('A', build('X', [], { inputs: ['O'] }), build('Y', [], { outputs: ['O'] }))], {},
      ['A / X: the input artifact O is made by no earlier action']],
    ['with too few and too many artifacts', [SOURCE, stage('A', build('X', [], { inputs: [] }), { ...approval('Y'), outputs: ['O'] })], {},
      ['A / X: it takes 1 to 5 input artifacts, has 0', 'A / Y: it takes 0 output artifacts, has 1']],
    ['with an approval that waits too short or too long', [SOURCE, stage('A', { ...approval('X'), timeoutInMinutes: 4 }, { ...approval('Y'), timeoutInMinutes: 86401 })], {},
      ['A / X: an approval waits 5 to 86400 minutes, got 4', 'A / Y: an approval waits 5 to 86400 minutes, got 86401']],
    ['with an unknown execution mode', [SOURCE, stage('A', approval('X'))], { ExecutionMode: 'FAST' }, ['ExecutionMode must be one of SUPERSEDED, QUEUED, PARALLEL, is FAST']],
    ['of type V1 with what takes V2', [SOURCE, { ...stage('A', { name: 'C', category: 'Compute', provider: 'Commands', inputs: ['Source'] }), extra: { OnFailure: { Result: 'RETRY' } } }],
      { PipelineType: 'V1', ExecutionMode: 'QUEUED', Variables: [{ Name: 'A' }], Triggers: [{ ProviderType: 'CodeStarSourceConnection' }] },
      ['the execution mode QUEUED', 'triggers', 'variables', 'the conditions of the stage A', 'the commands of A / C'].map((feature) => `${feature} need a pipeline of type V2, this one is V1`)],
    ['with a result that a condition cannot have', [SOURCE, { ...stage('A', approval('X')), extra: { BeforeEntry: condition('ROLLBACK', FAILS), OnSuccess: condition('SKIP', FAILS) } }], {},
      ['the stage A: the result of BeforeEntry must be one of FAIL, SKIP, is ROLLBACK', 'the stage A: the result of OnSuccess must be one of FAIL, ROLLBACK, is SKIP']],
    ['with a condition without rules', [SOURCE, { ...stage('A', approval('X')), extra: { BeforeEntry: condition('FAIL') } }], {},
      ['the stage A: the condition BeforeEntry must have 1 to 5 rules, has 0']],
    ['that rolls back in parallel', [SOURCE, { ...stage('A', approval('X')), extra: { OnFailure: { Result: 'ROLLBACK' } } }], { ExecutionMode: 'PARALLEL' },
      ['the stage A cannot be rolled back: the execution mode is PARALLEL']],
  ])('%s', (_name, stages, properties, expected) => {
    expect(problems(stages, properties)).toEqual(expected);
  });
});
