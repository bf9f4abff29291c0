import { PullRequestEvent, TriggerType } from '../../trigger';
import { distinct, isRecord, object, Rule, text, variant } from '../shape';
import { branchName, oneOf } from './values';

const pattern: Rule = (node) => text(node, /^(?=[^]*\S)[^]{1,255}$/u, 'must be a pattern of 1 to 255 characters', 'Shorten it; "**" stands for any folders.');

const patterns: Rule = (node) => distinct(node, {
  minimum: 1, maximum: 8, remedy: 'CodePipeline takes 1 to 8 patterns in a list; one with "*" or "**" stands for many.',
}, pattern);

const filter: Rule = (node) => {
  object(node, { include: { required: false, rule: patterns }, exclude: { required: false, rule: patterns } });
  if (isRecord(node.value) && Object.keys(node.value).length === 0) {
    node.report('must include or exclude something', 'Add include or exclude, or remove the filter.');
  }
};

const events: Rule = (node) => distinct(node, { minimum: 1, remedy: 'List the events, or remove the key for opened and updated.' }, (event) => oneOf(event, Object.values(PullRequestEvent)));

const branch = { required: false, rule: branchName };
const optionalFilter = { required: false, rule: filter };

export const trigger: Rule = (node) => variant(node, 'type', {
  [TriggerType.PUSH]: { branch, paths: optionalFilter },
  [TriggerType.TAG]: { branch, tags: { required: true, rule: filter } },
  [TriggerType.PULL_REQUEST]: { branch, events: { required: false, rule: events }, branches: optionalFilter, paths: optionalFilter },
});
