import { LONGEST_MESSAGE } from '../approval-message';
import { distinct, Keys, Rule, text, variant } from '../shape';
import { wholeNumber } from './numbers';
import { flag } from './values';

const instructions: Rule = (node) => text(
  node, /^(?=[^]*\S)[^]{1,1000}$/u, `must be text of at most ${LONGEST_MESSAGE} characters`, 'Shorten it, or link to more by reviewUrl.',
);

const topic: Rule = (node) => text(
  node, /^arn:[a-z-]+:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/, 'must be the ARN of a standard SNS topic',
  'Write it as "arn:aws:sns:<region>:<account>:<name>"; CodePipeline publishes to no FIFO topic.',
);

const email: Rule = (node) => text(node, /^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'must be an e-mail address', 'Write it as "name@example.com".');

const reviewUrl: Rule = (node) => text(node, /^https?:\/\/\S{1,992}$/, 'must be a URL of at most 1000 characters', 'Start it with https:// or http://.');

const asking: Keys = {
  instructions: { required: false, rule: instructions },
  notifyTopic: { required: false, rule: topic },
  notifyEmails: { required: false, rule: (n) => distinct(n, { minimum: 1, remedy: 'List the addresses, or remove the key.' }, email) },
  reviewUrl: { required: false, rule: reviewUrl },
  timeoutMinutes: { required: false, rule: (n) => wholeNumber(n, 5, 86_400, 'minutes') },
};

const always = (value: boolean, reason: string): Rule => (node) => {
  if (node.value !== value) {
    node.report(`must be ${value} with type onRisk, because ${reason}`, 'Remove it, or choose the type manual.');
  }
};

/** @see https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html */
export const approval: Rule = (node) => variant(node, 'type', {
  manual: {
    ...asking,
    changeSummary: { required: false, rule: flag },
    skipWhenUnchanged: { required: false, rule: flag },
  },
  onRisk: {
    ...asking,
    changeSummary: { required: false, rule: always(true, 'the summary finds the risks') },
    skipWhenUnchanged: { required: false, rule: always(false, 'nobody is asked about a release without changes anyway') },
  },
  none: {},
});
