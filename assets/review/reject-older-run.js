// Rejects an approval that an older run waits for when a newer run has come as far as that: CodePipeline itself replaces only runs that wait
// between stages. Called for each success of a stage before an approval. https://github.com/aws/aws-cdk/issues/13806
const { CodePipelineClient, GetPipelineStateCommand, PutApprovalResultCommand } = require('@aws-sdk/client-codepipeline');

const client = new CodePipelineClient({});

/** A person, or a call for another run, was faster. */
const ANSWERED = ['ApprovalAlreadyCompletedException', 'InvalidApprovalTokenException'];

/**
 * The approval that an older run waits for.
 *
 * @param event the state change of a stage, with the execution that has come through it
 * @param state of the pipeline
 * @param approval the stage and the action that follow
 * @returns the waiting execution and its token; undefined if none waits, if that which waits is not older, or if none comes
 */
function findOlder(event, { stageStates = [] }, { stage, action }) {
  const { latestExecution: run, actionStates = [] } = stageStates.find(({ stageName }) => stageName === stage) ?? {};
  const { status, token, lastStatusChange } = actionStates.find(({ actionName }) => actionName === action)?.latestExecution ?? {};
  const waits = run?.status === 'InProgress' && status === 'InProgress' && token !== undefined;
  // Events arrive at least once and in any order: one that is late must not reject a run that has come after it.
  const isOlder = run?.pipelineExecutionId !== event.detail['execution-id'] && new Date(lastStatusChange) < new Date(event.time);
  // A rollback ends where it was started: it brings no run on to the approval.
  const arrived = stageStates.find(({ stageName }) => stageName === event.detail.stage)?.latestExecution;
  const isRollback = arrived?.type === 'ROLLBACK' && arrived.pipelineExecutionId === event.detail['execution-id'];
  return waits && isOlder && !isRollback ? { execution: run.pipelineExecutionId, token } : undefined;
}

async function handler(event) {
  const { pipeline, stage, 'execution-id': newer } = event.detail;
  const approval = JSON.parse(process.env.APPROVALS)[stage];
  if (event.detail.state !== 'SUCCEEDED' || approval === undefined) {
    return;
  }
  const older = findOlder(event, await client.send(new GetPipelineStateCommand({ name: pipeline })), approval);
  if (older === undefined) {
    return;
  }
  const summary = `Rejected because the newer execution ${newer} has arrived at this approval.`;
  const input = { pipelineName: pipeline, stageName: approval.stage, actionName: approval.action, token: older.token, result: { status: 'Rejected', summary } };
  try {
    await client.send(new PutApprovalResultCommand(input));
    console.log(`${approval.stage}: rejected ${older.execution} for ${newer}`);
  } catch (error) {
    if (!ANSWERED.includes(error.name)) {
      throw error;
    }
  }
}

module.exports = { handler, findOlder };
