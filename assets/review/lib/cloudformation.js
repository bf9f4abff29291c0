// What CloudFormation knows of a stack.
const { AwsError } = require('./aws');

/** There is a stack of that name only because a change set waits for it. */
const NEW = 'REVIEW_IN_PROGRESS';

/** Whether a stack holds resources, or could. */
async function stackExists(accounts, stack) {
  try {
    return await accounts.call(stack, ['cloudformation', 'describe-stacks', '--stack-name', stack.name, '--query', 'Stacks[0].StackStatus']) !== NEW;
  } catch (error) {
    if (error instanceof AwsError && /does not exist/.test(error.message)) {
      return false;
    }
    throw error;
  }
}

/**
 * A change set with all its changes.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeChangeSet.html
 */
async function describeChangeSet(accounts, stack, changeSet) {
  const args = [
    'cloudformation', 'describe-change-set', '--stack-name', stack.name, '--change-set-name', changeSet, '--include-property-values', '--no-paginate',
  ];
  const first = await accounts.call(stack, args);
  const changes = [...first.Changes ?? []];
  for (let token = first.NextToken; token;) {
    const page = await accounts.call(stack, [...args, '--next-token', token]);
    changes.push(...page.Changes ?? []);
    token = page.NextToken;
  }
  return { ...first, Changes: changes };
}

/** The template of a live stack. The CLI gives JSON as an object, and YAML as the text that it is. */
async function liveTemplate(accounts, stack) {
  const { TemplateBody: body } = await accounts.call(stack, ['cloudformation', 'get-template', '--stack-name', stack.name, '--template-stage', 'Original']);
  return typeof body === 'string' ? parse(body) : body;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new AwsError('the live template is YAML, which cannot be compared here');
  }
}

module.exports = { stackExists, describeChangeSet, liveTemplate };
