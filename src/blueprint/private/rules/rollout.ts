import { wholeNumber } from './numbers';
import { Problems } from '../problems';
import { MOST_ROLLOUT_MINUTES, minutesOf, RolloutDocument, stepsOf } from '../rollout-document';
import { Keys, list, Node, Rule, variant } from '../shape';

const optional = (rule: Rule) => ({ required: false, rule });
const required = (rule: Rule) => ({ required: true, rule });

const baking: Keys = { bakeMinutes: optional((n) => wholeNumber(n, 0, 1440, 'minutes')) };
const holding: Keys = { ...baking, minutes: required((n) => wholeNumber(n, 1, 1440, 'minutes')) };
const moving: Keys = { percent: required((n) => wholeNumber(n, 1, 99, 'percent')), ...holding };

const percents: Rule = (node) => list(
  node, { minimum: 2, remedy: 'List at least two percents that rise to 100, such as [10, 50, 100]; for one, choose blueGreen.' }, (n) => wholeNumber(n, 1, 100, 'percent'),
);

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html */
export const rollout: Rule = (node) => variant(node, 'type', {
  allAtOnce: {},
  blueGreen: baking,
  canary: moving,
  linear: moving,
  steps: { percents: required(percents), ...holding },
});

/** What the values of a rollout have to do with each other. */
export function checkRollout(node: Node): void {
  const own = new Problems();
  rollout(new Node('', node.value, own));
  if (own.messages.length > 0) {
    return;
  }
  const document = node.value as RolloutDocument;
  if (document.type === 'steps') {
    checkRising(node.at('percents'), document.percents);
  }
  const total = minutesOf(stepsOf(document));
  if (total > MOST_ROLLOUT_MINUTES) {
    node.at('minutes').report(
      `must make a rollout of at most ${MOST_ROLLOUT_MINUTES} minutes with its bake, and this one takes ${total}`,
      'Hold fewer steps, or hold them or bake for a shorter time: CloudFormation refuses deployments of more than 33 hours.',
    );
  }
}

function checkRising(node: Node, percentages: number[]): void {
  percentages.forEach((percent, index) => {
    if (index > 0 && percent <= percentages[index - 1]) {
      node.at(index).report(`must be more than ${percentages[index - 1]}, the step before`, 'Let the percents rise: the new version never loses requests unless it is turned back.');
    }
  });
  if (percentages[percentages.length - 1] !== 100) {
    node.at(percentages.length - 1).report('must be 100', 'End with all requests, such as [10, 50, 100].');
  }
}
