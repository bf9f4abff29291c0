import { appsOfThisFile } from '../support/apps';
import { expectedObservation, observe } from '../support/case-observation';
import { rehearseCase } from '../support/case-rehearsal';
import { type CaseExpectation, parsePipelineCase, type PipelineCase, pipelineCases } from '../support/pipeline-case';

const newApp = appsOfThisFile();
const CASES = pipelineCases();
const caseAt = (path: string) => CASES.find((one) => one.path === path)!.pipeline;

/** Whether the case passes with another expectation. */
async function passes(path: string, expectation: (right: CaseExpectation) => CaseExpectation): Promise<boolean> {
  const right = caseAt(path);
  const pipeline: PipelineCase = { ...right, Expect: expectation(right.Expect as CaseExpectation) };
  const app = newApp();
  const observation = observe(app, pipeline, await rehearseCase(app, pipeline));
  try {
    expect(observation).toStrictEqual(expectedObservation(pipeline.Expect as CaseExpectation));
    return true;
  } catch {
    return false;
  }
}

describe('a case', () => {
  test('passes as it is written', async () => {
    expect(await passes('conditions/on-failure-rollback-variable-check.yaml', (right) => right)).toBe(true);
  });

  test.each<[string, string, Partial<CaseExpectation>]>([
    ['another status', 'stages/run-orders.yaml', { Status: 'failed' }],
    ['a trace without an action', 'stages/siblings-after-a-failure.yaml', { Trace: ['Source/Checkout: succeeded', 'Build/Broken: failed'] }],
    ['a stage with another status', 'conditions/before-entry-fail-variable-check.yaml', { Stages: { Prod: 'skipped' } }],
    ['no stage whose status differs from its actions', 'conditions/before-entry-fail-variable-check.yaml', { Stages: {} }],
    ['another reason', 'stages/siblings-after-a-failure.yaml', { Reasons: { Broken: ['exited with code 2'] } }],
    ['no reason where there is one', 'stages/siblings-after-a-failure.yaml', { Reasons: {} }],
    ['a reason where there is none', 'stages/run-orders.yaml', { Reasons: { First: ['build'] } }],
    ['a condition with another outcome', 'conditions/retry-once.yaml', { Conditions: { Prod: ['OnFailure: met, RETRY (VariableCheck passed)'] } }],
    ['no condition where there is one', 'conditions/all-operators.yaml', { Conditions: {} }],
    ['a rollback to another run', 'conditions/failure-rollback.yaml', { Rollback: { Prod: 2 } }],
    ['no rollback where there is one', 'conditions/rollback-to-nothing.yaml', { Rollback: {} }],
    ['no retry where there is one', 'conditions/retry-once.yaml', { Retried: {} }],
    ['no held stage where there is one', 'stages/transition-disabled.yaml', { Held: [] }],
    ['another remark', 'stages/transition-disabled.yaml', { Remarks: { Prod: ['freeze until Tuesday'] } }],
    ['a remark on a stage that there is not', 'stages/transition-disabled.yaml', { Remarks: { Production: ['freeze'] } }],
    ['a part of the output only', 'builds/phases.yaml', { Output: { Build: 'hello Ada in work\n' } }],
    ['the output of an action that has none', 'stages/run-orders.yaml', { Output: { Checkout: '' } }],
    ['no mention of a text that a report holds', 'stages/run-orders.yaml', { Unreported: ['AlsoSecond'] }],
    ['no mention of a text that the run does not know', 'stages/run-orders.yaml', { Unreported: ['hunter2'] }],
    ['no trace of a text that a log holds', 'builds/phases.yaml', { Hidden: ['hello'] }],
    ['no trace of a text that the run does not know', 'builds/phases.yaml', { Hidden: ['hunter2'] }],
    ['another execution mode', 'stages/run-orders.yaml', { Mode: 'QUEUED' }],
    ['a part of the changes only', 'changes/changed.yaml', { Changes: { Api: ['api: 1 added, 1 changed; compared with run 1'] } }],
    ['changes of an action that has none', 'changes/first.yaml', { Changes: { Checkout: [] } }],
    ['no reports where there are some', 'builds/reports.yaml', { Reports: {} }],
    ['no written files where there are some', 'deployments/s3-extract.yaml', { Written: {} }],
    ['a written file with another content', 'deployments/ecs-blue-green.yaml', { Written: { 'Prod.Switch/taskdef.json': '{}' } }],
  ])('fails if it expects %s', async (_what, path, wrong) => {
    expect(await passes(path, (right) => ({ ...right, ...wrong }))).toBe(false);
  });
});

test('a case that names a stage and an action alike has to tell which it means', async () => {
  const wrong = passes('builds/runtime-versions.yaml', (right) => ({ ...right, Remarks: { Build: [] } }));
  await expect(wrong).rejects.toThrow('the remarks of Build are those of 2: write Stage/Action');
});

describe('the file of a case', () => {
  const TEXT = '# https://docs.aws.amazon.com/x\nTitle: t\nCovers: []\nTemplate: {}\nExpect: { Status: succeeded, Trace: [] }\n';

  test.each([
    ['an unknown key', `${TEXT}Sources: {}\n`, 'case.yaml has an unknown key: Sources. Use one of: Title,'],
    ['an unknown key of the run', `${TEXT}Run: { Option: [] }\n`, 'case.yaml: Run has an unknown key: Option.'],
    ['an unknown key of an earlier run', `${TEXT}Run: { Earlier: [{ Commit: x }] }\n`, 'case.yaml: Run.Earlier has an unknown key: Commit.'],
    ['an unknown key of the expectation', TEXT.replace('Trace', 'Reason: {}, Trace'), 'case.yaml: Expect has an unknown key: Reason.'],
    ['no trace', TEXT.replace(', Trace: []', ''), 'case.yaml: Expect must have the key Trace'],
    ['no status', TEXT.replace('Status: succeeded, ', ''), 'case.yaml: Expect must have the key Status'],
    ['an unknown key of a refusal', TEXT.replace('Status: succeeded, Trace: []', 'Refused: x, Reason: y'), 'case.yaml: Expect has an unknown key: Reason.'],
    ['more than a refusal', TEXT.replace('Status: succeeded, Trace: []', 'Refused: x, Status: y'), 'case.yaml: Expect has an unknown key: Status.'],
    ['no title', TEXT.replace('Title: t\n', ''), 'case.yaml must have the key Title'],
    ['no page of the documentation', TEXT.replace('docs', 'blog'), "case.yaml must begin with a comment that names the page of AWS's documentation"],
    ['a short form that there is not', `${TEXT}Source: { a: !Reff b }\n`, 'case.yaml: Unresolved tag: !Reff'],
    ['a key twice', `${TEXT}Title: again\n`, 'Map keys must be unique'],
  ])('is refused with %s', (_what, text, message) => {
    expect(() => parsePipelineCase(text, 'case.yaml')).toThrow(message);
  });

  test('has the short forms of CloudFormation, also within each other', () => {
    const text = TEXT.replace('Template: {}', "Template: { A: !GetAtt B.Arn, C: !Join ['', [!Ref D, !Sub '${E}-f', !Select [0, !Split [',', !ImportValue G]]]] }");
    expect(parsePipelineCase(text, 'case.yaml').Template).toEqual({
      A: { 'Fn::GetAtt': ['B', 'Arn'] },
      C: { 'Fn::Join': ['', [{ Ref: 'D' }, { 'Fn::Sub': '${E}-f' }, { 'Fn::Select': [0, { 'Fn::Split': [',', { 'Fn::ImportValue': 'G' }] }] }]] },
    });
  });
});
