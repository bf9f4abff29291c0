import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentProfile, FailureReaction, FailureReactionType, GateResult, GateType, PipelineBlueprint, ReleaseGate, VariableOperator } from '../../src/blueprint';
import { WINDOW_CRON } from '../../src/blueprint/private/window-cron';
import { exampleDocument, messagesOf } from '../support/blueprints';

const beta = { name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'development' };
const documentWith = (more: object, changes: Record<string, unknown> = {}) => exampleDocument({ environments: [{ ...beta, ...more }], ...changes });
const gated = (...gates: unknown[]) => documentWith({ gates }, { variables: { RELEASE: { defaultValue: 'no' } } });
const problemsOf = (...gates: unknown[]) => messagesOf(gated(...gates)).map((message) => message.replaceAll('environments[0].gates', 'gates'));
const environmentOf = (document: Record<string, unknown>) => PipelineBlueprint.fromJson(JSON.stringify(document)).environments[0];

const WINDOW = { type: 'deploymentWindow', cron: '* 9-16 ? * MON-FRI *', timeZone: 'Europe/Berlin' };
const FREEZE = { type: 'freeze', from: '2026-12-18T17:00', until: '2027-01-04T08:00', timeZone: 'Europe/Berlin', reason: 'Christmas' };
const BAKE = { type: 'bake', minutes: 60, alarms: ['Errors'], account: '555555555555', region: 'us-east-1' };
const CHECK = { type: 'variableCheck', variable: 'RELEASE', value: 'yes', operator: 'EQ', otherwise: 'skip' };

describe('P8: gates', () => {
  test('made in code equal those read from the JSON that they write', () => {
    const made = PipelineBlueprint.of({
      application: 'orders',
      tools: { account: '111111111111', region: 'eu-west-1' },
      variables: { RELEASE: { defaultValue: 'no' } },
      environments: [{
        name: 'prod',
        account: '333333333333',
        regions: ['eu-west-1'],
        profile: EnvironmentProfile.PRODUCTION,
        gates: [
          ReleaseGate.deploymentWindow({ cron: '* 9-16 ? * MON-FRI *', timeZone: 'Europe/Berlin' }),
          ReleaseGate.freeze({ from: '2026-12-18T17:00', until: '2027-01-04T08:00', timeZone: 'Europe/Berlin', reason: 'Christmas' }),
          ReleaseGate.bake({ minutes: 60, alarms: ['Errors'], account: '555555555555', region: 'us-east-1' }),
          ReleaseGate.variableCheck({ variable: 'RELEASE', value: 'yes', operator: VariableOperator.EQUALS, otherwise: GateResult.SKIP }),
        ],
        onFailure: FailureReaction.retry({ failedActionsOnly: true }),
      }],
    });
    expect(PipelineBlueprint.fromJson(made.toJson())).toEqual(made);
    expect(JSON.parse(made.toJson()).environments[0]).toMatchObject({ gates: [WINDOW, FREEZE, BAKE, CHECK], onFailure: { type: 'retry', failedActionsOnly: true } });
  });

  test('production is watched for 30 minutes and rolled back unless told otherwise, others are not', () => {
    const prod = environmentOf(documentWith({ profile: 'production' }));
    expect(prod.gates.map((gate) => gate._toDocument())).toEqual([{ type: 'bake', minutes: 30 }]);
    expect([prod.onFailure.type, prod._choosesBake, prod._choosesOnFailure]).toEqual([FailureReactionType.ROLLBACK, false, false]);
    for (const profile of ['development', 'staging']) {
      const other = environmentOf(documentWith({ profile }));
      expect([other.gates, other.onFailure.type]).toEqual([[], FailureReactionType.STOP]);
    }
  });

  test('another gate leaves the bake of the profile, and a bake replaces it', () => {
    const typesOf = (...gates: unknown[]) => environmentOf(documentWith({ profile: 'production', gates })).gates.map((gate) => [gate.type, JSON.stringify(gate._toDocument())]);
    expect(typesOf(WINDOW).map(([type]) => type)).toEqual([GateType.DEPLOYMENT_WINDOW, GateType.BAKE]);
    expect(typesOf({ type: 'bake', minutes: 5 })).toEqual([[GateType.BAKE, '{"type":"bake","minutes":5}']]);
  });

  test('everything that is wrong with them is reported at once', () => {
    expect(problemsOf(
      { type: 'deploymentWindow', cron: '* 9-24 ? * MON-FRI *', timeZone: 'Mars/Olympus' },
      { type: 'freeze', from: '2026-02-30T17:00', until: '2026-02-01T08:00', reason: 'a: b' },
      { type: 'bake', minutes: 1381, region: 'eu-west-1' },
      { type: 'variableCheck', variable: 'OTHER', value: '', operator: 'LT', otherwise: 'stop' },
      { type: 'pause' },
    )).toEqual([
      'gates[0].cron must be a cron expression of six fields, got: * 9-24 ? * MON-FRI *. Correct the field hours. Take 0 to 23; "*", lists, ranges and steps such as 0/15 are possible, such as "* 9-16 ? * MON-FRI *".',
      'gates[1].reason must be 1 to 160 characters that CodePipeline shows, got: a: b. Take letters from a to z, digits, spaces and ! @ ( ) . * ? - only.',
      'gates[2].minutes must be a whole number from 1 to 1380, got: 1381. Give it in minutes, without quotes.',
      'gates[3].value must be a line of 1 to 1000 characters, got: . Shorten it; an empty value cannot be given to a run.',
      'gates[3].operator must be one of EQ, NE, CONTAINS, MATCHES, got: LT. Choose one of them.',
      'gates[3].otherwise must be one of fail, skip, got: stop. Choose one of them.',
      'gates[4].type must be one of deploymentWindow, freeze, bake, variableCheck, got: pause. Choose one of them.',
      'gates[1].from must be on a day that there is, got: 2026-02-30T17:00. Correct the day of the month.',
      'gates[1].until must be after from, got: 2026-02-01T08:00. Write the later time second.',
      'gates[0].timeZone must be a time zone that there is, got: Mars/Olympus. Write its IANA name, such as "Europe/Berlin".',
      'gates[2].region must be absent without alarms, got: eu-west-1. Name the alarms that are there, or remove it for the alarms in the environment\'s stacks.',
      'gates[3].variable must be one of the variables, got: OTHER. Variables are: RELEASE.',
    ]);
  });

  test.each([
    ['a second bake', [BAKE, BAKE], 'gates[1].type must not be a second bake beside gates[0]'],
    ['two results of variable checks', [CHECK, { ...CHECK, otherwise: 'fail' }], 'gates[1].otherwise must be skip, as in gates[0], got: fail'],
    ['a default result beside another', [CHECK, { type: 'variableCheck', variable: 'RELEASE', value: 'a' }], 'gates[1].otherwise must be skip, as in gates[0], got: nothing'],
    ['a sixth variable check', Array(6).fill(CHECK), 'gates[5].type must not be the variableCheck after the 5 that CodePipeline takes before a stage'],
    ['a freeze that ends when it begins', [{ ...FREEZE, until: FREEZE.from }], 'gates[0].until must be after from'],
    ['years that fall', [{ ...WINDOW, cron: '* * ? * 1 2030-2026' }], 'gates[0].cron must have a range of years that rises'],
    ['alarms twice', [{ ...BAKE, alarms: ['Errors', 'Errors'] }], 'gates[0].alarms[1] must differ from gates[0].alarms[0]'],
    ['more freezes than a rule\'s input holds', Array(60).fill({ ...FREEZE, reason: 'x'.repeat(160) }), 'gates must have windows and freezes of at most 7800 characters of JSON'],
  ])('%s: refused', (_, gates, message) => {
    expect(problemsOf(...gates)).toEqual([expect.stringContaining(message)]);
  });

  test('windows and freezes of exactly as much JSON as a rule\'s input holds are accepted', () => {
    const freezesOf = (characters: number) => {
      const shortest = Array<typeof FREEZE>(30).fill({ ...FREEZE, reason: 'x' });
      const missing = characters - JSON.stringify(shortest).length;
      return shortest.map((freeze, index) => ({ ...freeze, reason: 'x'.repeat(1 + Math.floor((missing + index) / 30)) }));
    };
    expect(JSON.stringify(freezesOf(7800))).toHaveLength(7800);
    expect(problemsOf(...freezesOf(7800))).toEqual([]);
    expect(problemsOf(...freezesOf(7801))).toEqual([expect.stringContaining('gates must have windows and freezes of at most 7800 characters of JSON, got: 7801 characters.')]);
  });

  test('a window of one year, and of years that rise, is accepted', () => {
    expect(problemsOf({ ...WINDOW, cron: '* * ? * 1 2026-2026' }, { ...WINDOW, cron: '* * ? * 1 2026-2035' }, { ...WINDOW, cron: '* * ? * 1 1999-2001' })).toEqual([]);
  });

  test('a fifth check that skips is refused where an unchanged environment is skipped, too', () => {
    const document = (count: number, otherwise: string) => documentWith(
      { gates: Array(count).fill({ ...CHECK, otherwise }), approval: { type: 'manual', skipWhenUnchanged: true } }, { variables: { RELEASE: { defaultValue: 'no' } } });
    expect(messagesOf(document(5, 'skip'))).toEqual([expect.stringContaining('after the 4 that CodePipeline takes')]);
    expect([...messagesOf(document(4, 'skip')), ...messagesOf(document(5, 'fail'))]).toEqual([]);
  });

  test.each<[string, object]>([
    ['asks on a risk', { approval: { type: 'onRisk' } }], ['asks on a risk by its profile', { profile: 'staging' }],
  ])('a fifth check that skips is refused in an environment that %s', (_, environment) => {
    const document = (count: number) => documentWith({ gates: Array(count).fill({ ...CHECK, otherwise: 'skip' }), ...environment }, { variables: { RELEASE: { defaultValue: 'no' } } });
    expect(messagesOf(document(5))).toEqual([expect.stringContaining('after the 4 that CodePipeline takes')]);
    expect(messagesOf(document(4))).toEqual([]);
  });

  test('a rollback is refused where runs are parallel', () => {
    const parallel = { executionMode: 'parallel', selfMutation: false };
    expect(messagesOf(documentWith({ onFailure: { type: 'rollback' } }, parallel))).toEqual([expect.stringContaining('environments[0].onFailure.type must not be rollback where executionMode is parallel')]);
    expect(messagesOf(documentWith({ onFailure: { type: 'retry' } }, parallel))).toEqual([]);
  });
});

describe('P8: the expression of a window', () => {
  test.each([
    ['* 9-16 ? * MON-FRI', 'Write minutes, hours, day of month, month, day of week and year'],
    ['* * 9-16 ? * MON-FRI', 'Correct the field month'],
    ['* * * * * *', 'Write "?" as the day of month or as the day of week'],
    ['* * ? * ? *', 'Write "?" as the day of month or as the day of week'],
    ['* * L * ? *', 'Correct the field day of month. Take 1 to 31 or "?"; L and W are not understood, so list the days'],
    ['* * 15W * ? *', 'L and W are not understood'],
    ['* * ? * 6#3 *', 'Correct the field day of week. Take 1 (SUN) to 7, SUN to SAT or "?"; L and # are not understood'],
    ['* * ? * 0 *', 'Correct the field day of week'],
    ['60 * ? * 1 *', 'Correct the field minutes'],
    ['* * ? 13 1 *', 'Correct the field month'],
    ['* * ? * 1 1969', 'Correct the field year'],
    ['*/0 * ? * 1 *', 'Correct the field minutes'],
  ])('%s: refused with what to do', (cron, remedy) => {
    expect(problemsOf({ ...WINDOW, cron })).toEqual([expect.stringContaining(remedy)]);
  });

  test('is the same in the schema', () => {
    const schema = JSON.parse(readFileSync(join(__dirname, '..', '..', 'schema', 'pipeline.schema.json'), 'utf8'));
    expect(schema.definitions.windowCron.pattern).toBe(WINDOW_CRON.source);
  });
});
