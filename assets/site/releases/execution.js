const { SFNClient, StartExecutionCommand } = require('@aws-sdk/client-sfn');

const client = new SFNClient({ maxAttempts: 5 });

/**
 * What the state machine hands from look to look.
 *
 * @typedef {object} Run
 * @property {string} release
 * @property {import('./plan').Plan} plan
 * @property {import('./answer').Request} [answer] where CloudFormation waits; nowhere if a person has started it
 * @property {number} segment
 * @property {number} segments custom resources that wait one after another, each under an hour
 * @property {number} startedAt
 * @property {boolean} [begun] whether the rollout is this one's, or was
 * @property {number} [seen] when the last look was
 * @property {number} [blindSince] since when the alarms cannot be read
 * @property {boolean} [giveUp] whether looking has failed too often
 * @property {{ Error?: string, Cause?: string }} [error] what Step Functions says about that
 */

/**
 * A name that was used is the same request once more, which has then been started already.
 *
 * @param {string} name
 * @param {Run} run
 */
async function startRun(name, run) {
  try {
    await client.send(new StartExecutionCommand({ stateMachineArn: String(process.env.STATE_MACHINE_ARN), name, input: JSON.stringify(run) }));
  } catch (error) {
    if (/** @type {Error} */ (error).name !== 'ExecutionAlreadyExists') {
      throw error;
    }
    console.log(`The execution ${name} has been started before.`);
  }
}

module.exports = { startRun };
