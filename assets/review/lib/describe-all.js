// Many stacks at the same time.
const { Accounts, AwsError } = require('./aws');
const { Problems } = require('./problems');

/** How many stacks are looked at at the same time. More would only meet the rate limits of CloudFormation. */
const PARALLEL = 4;

/**
 * Describes stacks, in their order.
 *
 * @param describe what to tell of one stack, given the accounts; it throws an AwsError where AWS refuses
 * @throws Problems with all stacks that could not be described
 */
async function describeAll(stacks, describe) {
  const accounts = new Accounts();
  const results = new Array(stacks.length);
  const problems = new Map();
  const waiting = [...stacks.keys()];
  const worker = async () => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      const { name, account, region } = stacks[index];
      try {
        results[index] = await describe(stacks[index], accounts);
      } catch (error) {
        if (!(error instanceof AwsError)) {
          throw error;
        }
        problems.set(index, `${name} (${account}, ${region}) could not be described: ${error.message}`);
      }
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  if (problems.size > 0) {
    const inOrder = [...problems.entries()].sort(([one], [other]) => one - other).map(([, problem]) => problem);
    throw new Problems([...inOrder, 'Correct this and retry the stage.']);
  }
  return results;
}

module.exports = { describeAll };
