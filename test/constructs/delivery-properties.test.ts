import * as fc from 'fast-check';
import { DeploymentEnvironment, FailureReactionType, GateType, MultiAccountPipeline } from '../../src';
import { pipelineDocument } from '../support/blueprints';
import { addStages, deliveryOf, pipelineProperties } from '../support/delivery';
import { addAlarms, GatedStage } from '../support/gated';

type Stages = ReturnType<typeof pipelineProperties>['Stages'];
type Action = Stages[number]['Actions'][number] & { Region?: string };

/** A synth takes a second, so the properties look at the same few documents together; the seed keeps them the same. */
test('P6: whatever the blueprint, the order of delivery holds and artifacts are written before they are read', () => {
  let approvals = 0;
  let bakes = 0;
  let onRisk = 0;
  fc.assert(fc.property(pipelineDocument, fc.boolean(), (document, isOrdered) => {
    // Names of outputs are random; whether they exist is another test's matter.
    const withoutOutputs = JSON.parse(JSON.stringify(document), (key, value) => (key === 'outputs' ? undefined : value)) as Record<string, unknown>;
    const [branch] = Object.keys((document.branches as object | undefined) ?? { main: [] });
    const delivery = deliveryOf(withoutOutputs, { branch });
    addStages(delivery, ['api', 'web'], (earlier) => ({ after: isOrdered ? earlier : [] }));
    addAlarms(delivery);
    const stages = pipelineProperties(delivery.stack).Stages;
    delivery.pipeline.environments.forEach((environment) => {
      expectEnvironment(environment, stages);
      expectGates(environment, stages, document.executionMode === 'parallel');
    });
    bakes += stages.flatMap((stage) => stage.Actions).filter((one) => one.Name === 'Bake').length;
    approvals += delivery.pipeline.environments.filter(({ approval }) => approval.isManual).length;
    onRisk += delivery.pipeline.environments.filter(({ approval }) => approval.isOnRisk).length;
    expectUpdateReview(delivery.pipeline, document, stages);
    expectNames(delivery.pipeline, stages);
    expectArtifactsWrittenFirst(stages);
  }), { numRuns: 12, seed: 20 });
  expect([approvals, bakes].map((count) => count > 5)).toEqual([true, true]);
  expect(onRisk).toBeGreaterThan(3);
}, 240_000);

const modeOf = ({ Configuration }: Action) => Configuration?.ActionMode;
const stackOf = ({ Configuration, Region }: Action) => `${Configuration.StackName}/${Region}`;

function expectGates({ name, gates, onFailure }: DeploymentEnvironment, stages: Stages, isParallel: boolean): void {
  const own = (stages as GatedStage[]).filter((stage) => stage.Name.split('.')[0] === name);
  const countOf = (type: GateType) => gates.filter((gate) => gate.type === type).length;
  const deploy = own.at(-1)!;
  expect(deploy.Actions.filter((one) => one.ActionTypeId.Category === 'Invoke').map((one) => one.Name)).toEqual(countOf(GateType.BAKE) > 0 ? ['Bake'] : []);
  if (countOf(GateType.BAKE) > 0) {
    const orders = Object.fromEntries(deploy.Actions.map((one) => [one.Name, one.RunOrder]));
    expect(Object.entries(orders).filter(([action, order]) => action !== 'Bake' && order >= orders.Bake)).toEqual([]);
  }
  for (const { BeforeEntry } of own) {
    const conditions = BeforeEntry?.Conditions ?? [];
    expect(conditions.length).toBeLessThanOrEqual(1);
    expect(conditions.flatMap(({ Rules }) => Rules).length).toBeLessThanOrEqual(5);
  }
  const rulesOf = ({ BeforeEntry }: GatedStage) => (BeforeEntry?.Conditions ?? []).flatMap(({ Rules }) => Rules.filter((rule) => rule.Name.startsWith('VariableCheck')));
  expect([own[0], deploy].map((stage) => rulesOf(stage).length)).toEqual([countOf(GateType.VARIABLE_CHECK), countOf(GateType.VARIABLE_CHECK)]);
  const results = { [FailureReactionType.ROLLBACK]: isParallel ? undefined : 'ROLLBACK', [FailureReactionType.RETRY]: 'RETRY', [FailureReactionType.STOP]: undefined };
  expect(own.map((stage) => stage.OnFailure?.Result)).toEqual(own.map((stage) => (stage === deploy ? results[onFailure.type] : undefined)));
}

function expectNames(pipeline: MultiAccountPipeline, stages: Stages): void {
  const expected = pipeline.environments.flatMap(({ name, approval: { mayAsk, changeSummary } }) => [
    ...(changeSummary ? [`${name}.Review`] : []), ...(mayAsk ? [`${name}.Approve`] : []), name,
  ]);
  const names = stages.map((stage) => stage.Name);
  expect(names.slice(-expected.length)).toEqual(expected);
  for (const all of [names, ...stages.map((stage) => stage.Actions.map((one) => one.Name))]) {
    expect(new Set(all).size).toBe(all.length);
    // https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ActionDeclaration.html
    expect(all.filter((name) => !/^[A-Za-z0-9.@_-]{1,100}$/.test(name))).toEqual([]);
  }
}

function expectEnvironment({ name, approval, checks }: DeploymentEnvironment, stages: Stages): void {
  const [review, approve, deploy] = [`${name}.Review`, `${name}.Approve`, name].map((wanted) => (stages.find((stage) => stage.Name === wanted)?.Actions ?? []) as Action[]);
  const deployments = deploy.filter((one) => ['CREATE_UPDATE', 'CHANGE_SET_EXECUTE'].includes(modeOf(one)));
  const ordersOf = (actions: Action[]) => actions.map((one) => one.RunOrder);

  expect(deployments).toHaveLength(2);
  expect(approve.map((one) => one.ActionTypeId.Category)).toEqual(approval.mayAsk ? ['Approval'] : []);
  // P12: asked on a risk alone, whatever the blueprint says besides.
  const entry = approval.isOnRisk ? skipUnless('HasRisks', `#{${name}@Review@Summary.HAS_RISKS}`)
    : approval.skipWhenUnchanged ? skipUnless('HasChanges', `#{${name}@Review@Summary.HAS_CHANGES}`) : undefined;
  expect(entryOf(`${name}.Approve`, stages)).toEqual(entry);
  expect([entryOf(`${name}.Review`, stages), entryOf(name, stages)]).toEqual([undefined, undefined]);
  expect([...review, ...deploy].filter((one) => one.ActionTypeId.Category === 'Approval')).toEqual([]);
  expect(review.filter((one) => !['CHANGE_SET_REPLACE', undefined].includes(modeOf(one)))).toEqual([]);

  const executed = deployments.filter((one) => modeOf(one) === 'CHANGE_SET_EXECUTE');
  const proof = deploy.filter((one) => one.Name === 'AsReviewed');
  expect(proof).toHaveLength(approval.changeSummary ? 1 : 0);
  expect(executed.length > 0).toBe(approval.changeSummary);
  for (const [actions, changeSet, last] of [[review, 'review', 'Summary'], [deploy, 'release', 'AsReviewed']] as const) {
    const prepared = actions.filter((one) => modeOf(one) === 'CHANGE_SET_REPLACE');
    expect(prepared.map(stackOf).sort()).toEqual(executed.map(stackOf).sort());
    expect(prepared.map((one) => one.Configuration.ChangeSetName)).toEqual(prepared.map(() => changeSet));
    expect([...new Set(ordersOf(prepared))]).toEqual(approval.changeSummary ? [1] : []);
    expect(ordersOf(actions.filter((one) => one.Name === last))).toEqual(approval.changeSummary ? [2] : []);
  }
  expect(Math.min(...ordersOf(deployments))).toBe(approval.changeSummary ? 3 : 1);

  const after = deploy.filter((one) => one.ActionTypeId.Category === 'Build' && one.Name !== 'AsReviewed');
  expect(after).toHaveLength(checks.length);
  expect(after.every((one) => one.RunOrder > Math.max(...ordersOf(deployments)))).toBe(true);
}

/** The entry condition of a stage but for the gates of its environment, which have a property of their own. */
function entryOf(stage: string, stages: Stages): object | undefined {
  const [condition] = (stages as GatedStage[]).find(({ Name }) => Name === stage)?.BeforeEntry?.Conditions ?? [];
  const rules = (condition?.Rules ?? []).filter(({ Name }) => !Name.startsWith('VariableCheck'));
  return rules.length === 0 ? undefined : { Conditions: [{ ...condition, Rules: rules }] };
}

function skipUnless(Name: string, Variable: string): object {
  const RuleTypeId = { Category: 'Rule', Owner: 'AWS', Provider: 'VariableCheck', Version: '1' };
  return { Conditions: [{ Result: 'SKIP', Rules: [{ Name, RuleTypeId, Configuration: { Variable, Value: 'true', Operator: 'EQ' } }] }] };
}

/** P12: the pipeline's own update comes after its review, and its approval is entered on a risk only. */
function expectUpdateReview({ codePipeline }: MultiAccountPipeline, document: Record<string, unknown>, stages: Stages): void {
  const { selfMutation, reviewSelfMutation } = document;
  const isReviewed = selfMutation !== false && reviewSelfMutation !== false;
  const names = codePipeline.stages.map(({ stageName }) => stageName).filter((name) => name.startsWith('UpdatePipeline'));
  const reviews = isReviewed ? ['UpdatePipeline.Review', 'UpdatePipeline.Approve'] : [];
  expect(names).toEqual([...reviews, ...(selfMutation === false ? [] : ['UpdatePipeline'])]);
  expect(entryOf('UpdatePipeline.Approve', stages)).toEqual(isReviewed ? skipUnless('HasRisks', '#{UpdatePipeline@Review@Summary.HAS_RISKS}') : undefined);
}

function expectArtifactsWrittenFirst(stages: Stages): void {
  const written = new Set<string>();
  for (const stage of stages) {
    for (const runOrder of [...new Set(stage.Actions.map((one) => one.RunOrder))].sort((a, b) => a - b)) {
      const actions = stage.Actions.filter((one) => one.RunOrder === runOrder);
      expect(actions.flatMap((one) => one.InputArtifacts ?? []).filter(({ Name }) => !written.has(Name))).toEqual([]);
      actions.flatMap((one) => one.OutputArtifacts ?? []).forEach(({ Name }) => written.add(Name));
    }
  }
}
