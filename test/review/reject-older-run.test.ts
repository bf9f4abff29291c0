import { statSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';

const send = jest.fn();
jest.mock('@aws-sdk/client-codepipeline', () => ({
  CodePipelineClient: class {
    public send = send;
  },
  GetPipelineStateCommand: class {
    constructor(public readonly get: object) {}
  },
  PutApprovalResultCommand: class {
    constructor(public readonly put: object) {}
  },
}), { virtual: true });

interface Event { readonly time: string; readonly detail: Readonly<Record<string, unknown>> }
const FILE = join(__dirname, '../../assets/review/reject-older-run.js');
const { handler, findOlder } = jest.requireActual<{
  handler: (event: Event) => Promise<void>;
  findOlder: (event: Event, state: object, approval: object) => { execution: string; token: string } | undefined;
}>(FILE);

const APPROVAL = { stage: 'prod.Approve', action: 'Approve' };
const event = (more: object = {}, time = '2026-11-21T12:00:00Z'): Event =>
  ({ time, detail: { 'pipeline': 'Orders', 'execution-id': 'newer', 'stage': 'prod.Review', 'state': 'SUCCEEDED', 'version': 3, ...more } });
const state = (execution = 'older', action: object = {}, status = 'InProgress') => ({
  stageStates: [{
    stageName: 'prod.Approve',
    latestExecution: { pipelineExecutionId: execution, status },
    actionStates: [
      { actionName: 'Other', latestExecution: { status: 'InProgress', token: 'other' } },
      { actionName: 'Approve', latestExecution: { status: 'InProgress', token: 'token-1', lastStatusChange: new Date('2026-11-21T11:00:00Z'), ...action } },
    ],
  }],
});

describe('P6: an older run that waits at an approval', () => {
  test('is found with the token of its approval', () => {
    expect(findOlder(event(), state(), APPROVAL)).toEqual({ execution: 'older', token: 'token-1' });
  });

  test.each([
    ['it is the run that has just arrived', state('newer')],
    ['it has come after the event, which is late', state('older', { lastStatusChange: new Date('2026-11-21T12:00:01Z') })],
    ['its approval was given', state('older', { status: 'Succeeded' })],
    ['its approval has no token', state('older', { token: undefined })],
    ['its stage has ended', state('older', {}, 'Failed')],
    ['no run was there before', { stageStates: [{ stageName: 'prod.Approve', actionStates: [{ actionName: 'Approve' }] }] }],
    ['the pipeline has no such stage any more', {}],
  ])('is not, when %s', (_, pipeline) => {
    expect(findOlder(event(), pipeline, APPROVAL)).toBeUndefined();
  });

  test('is not, when the stage before was rolled back, which brings no run on to the approval', () => {
    const before = (type: string, pipelineExecutionId = 'newer') => ({ stageName: 'prod.Review', latestExecution: { pipelineExecutionId, status: 'Succeeded', type } });
    const found = (stage: object) => findOlder(event(), { stageStates: [stage, ...state().stageStates] }, APPROVAL);
    expect(found(before('ROLLBACK'))).toBeUndefined();
    expect(found(before('STANDARD'))).toEqual({ execution: 'older', token: 'token-1' });
    expect(found(before('ROLLBACK', 'later'))).toEqual({ execution: 'older', token: 'token-1' });
  });

  test("is never the event's own run, never one that does not wait, and never one that came after the event", () => {
    const times = fc.date({ min: new Date('2026-11-21T00:00:00Z'), max: new Date('2026-11-22T00:00:00Z'), noInvalidDate: true });
    const statuses = fc.constantFrom('InProgress', 'Succeeded', 'Failed', 'Abandoned');
    const run = fc.record({ execution: fc.constantFrom('a', 'b'), action: statuses, stage: statuses, token: fc.option(fc.constant('t'), { nil: undefined }), since: times });
    fc.assert(fc.property(run, fc.constantFrom('a', 'b'), times, (one, arrived, at) => {
      const pipeline = state(one.execution, { status: one.action, token: one.token, lastStatusChange: one.since }, one.stage);
      const expected = one.execution !== arrived && one.action === 'InProgress' && one.stage === 'InProgress' && one.token !== undefined && one.since < at;
      expect(findOlder(event({ 'execution-id': arrived }, at.toISOString()), pipeline, APPROVAL) !== undefined).toBe(expected);
    }));
  });
});

describe('P6: the function that rejects an older run', () => {
  beforeEach(() => {
    process.env.APPROVALS = JSON.stringify({ 'prod.Review': APPROVAL });
    jest.spyOn(console, 'log').mockImplementation();
    send.mockReset();
  });

  test('rejects it in the name of the newer one', async () => {
    send.mockResolvedValueOnce(state()).mockResolvedValueOnce({});
    await handler(event());
    expect(send.mock.calls).toEqual([[{ get: { name: 'Orders' } }], [{
      put: {
        pipelineName: 'Orders',
        stageName: 'prod.Approve',
        actionName: 'Approve',
        token: 'token-1',
        result: { status: 'Rejected', summary: 'Rejected because the newer execution newer has arrived at this approval.' },
      },
    }]]);
  });

  test('leaves alone who does not wait', async () => {
    send.mockResolvedValueOnce(state('newer'));
    await handler(event());
    expect(send).toHaveBeenCalledTimes(1);
  });

  test.each([['of another stage', { stage: 'beta' }], ['of another state', { state: 'STARTED' }]])('asks nothing for an event %s', async (_, detail) => {
    await handler(event(detail));
    expect(send).not.toHaveBeenCalled();
  });

  test.each(['ApprovalAlreadyCompletedException', 'InvalidApprovalTokenException'])('is content when somebody else was faster (%s)', async (name) => {
    send.mockResolvedValueOnce(state()).mockRejectedValueOnce(Object.assign(new Error(), { name }));
    await expect(handler(event())).resolves.toBeUndefined();
  });

  test('fails, and is retried, when it may not reject', async () => {
    send.mockResolvedValueOnce(state()).mockRejectedValueOnce(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
    await expect(handler(event())).rejects.toThrow('no');
  });

  test('fits into a template', () => {
    expect(statSync(FILE).size).toBeLessThanOrEqual(4000);
  });
});
