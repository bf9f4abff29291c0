import { isRecord, map, Rule, text } from '../shape';

/** AWS takes 50; three more are the pipeline's. */
const MOST_TAGS = 47;

const REMEDY = 'Use letters, digits, spaces and any of "_.:/=+-@"; "aws:" belongs to AWS.';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html */
export const tags: Rule = (node) => {
  map(node, {
    pattern: /^(?![aA][wW][sS]:)[\p{L}\p{N} _.:/=+@-]{1,128}$/u,
    must: 'must be a tag\'s key of at most 128 characters',
    remedy: REMEDY,
  }, (n) => text(n, /^[\p{L}\p{N} _.:/=+@-]{0,256}$/u, 'must be a tag\'s value of at most 256 characters', REMEDY));
  if (isRecord(node.value) && Object.keys(node.value).length > MOST_TAGS) {
    node.report(`must be at most ${MOST_TAGS} tags`, 'Leave some out: AWS takes 50, and three are set anyway.');
  }
};
