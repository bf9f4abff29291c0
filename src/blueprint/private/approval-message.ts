/** The most characters of an action's configuration value, and with it of an approval's message. */
export const LONGEST_MESSAGE = 1000;

/** The most characters of the summary that the review exports. */
const LONGEST_SUMMARY = 600;

const SEPARATOR = '\n\n';

/** The most characters of instructions that share the message with the summary. */
export const LONGEST_INSTRUCTIONS = LONGEST_MESSAGE - LONGEST_SUMMARY - SEPARATOR.length;

/**
 * What the approver reads: the instructions, and the summary where there is one.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_ActionConfiguration.html
 */
export function approvalMessage(instructions: string, summary?: string): string {
  return summary === undefined ? instructions : `${instructions}${SEPARATOR}${summary}`;
}
