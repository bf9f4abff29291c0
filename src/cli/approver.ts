import { createInterface } from 'node:readline/promises';
import { ActionDefinition, ApprovalDecision, isMeant, labelOf, PipelineDefinition } from '../rehearsal';
import { approvalsNamed } from './approvals';
import type { RehearseOptions } from './rehearse-options';

/**
 * Answers approvals: by the options, or by the person at the terminal; nobody there means no. `--deny` wins over any
 * `--approve`: it is the narrower wish beside an `--approve-all`.
 *
 * @throws UsageError if an option names an approval that the pipeline does not have
 */
export function approverOf(options: RehearseOptions, pipeline: PipelineDefinition) {
  approvalsNamed('--approve', options.approve, pipeline);
  approvalsNamed('--deny', options.deny, pipeline);
  let lastQuestion: Promise<unknown> = Promise.resolve();
  /** One question at a time: approvals of one run order wait at the same terminal. */
  const askNext = (action: ActionDefinition, signal: AbortSignal) => {
    const answer = lastQuestion.then(() => ask(action, signal));
    lastQuestion = answer;
    return answer;
  };
  return async (action: ActionDefinition, signal: AbortSignal): Promise<ApprovalDecision> => {
    const denied = options.deny.find((candidate) => isMeant(action, candidate));
    if (denied !== undefined) {
      return { approved: false, reason: `rejected by --deny ${denied}` };
    }
    if (options.approveAll) {
      return { approved: true, reason: 'approved by --approve-all' };
    }
    const name = options.approve.find((candidate) => isMeant(action, candidate));
    if (name !== undefined) {
      return { approved: true, reason: `approved by --approve ${name}` };
    }
    return process.stdin.isTTY
      ? askNext(action, signal)
      : { approved: false, reason: `nobody is there to approve; give --approve ${action.name}` };
  };
}

async function ask(action: ActionDefinition, signal: AbortSignal): Promise<ApprovalDecision> {
  // On stderr, because stdout may be the report.
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // At a terminal, Ctrl-C and the end of input go to the question and would leave it open for ever.
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    const { CustomData: comment, ExternalEntityLink: link } = action.configuration;
    const details = [comment, link, action.timeoutInMinutes && `fails after ${action.timeoutInMinutes} minutes`].filter(Boolean);
    const question = terminal.question(`? Approve ${labelOf(action)}${details.map((detail) => ` (${detail})`).join('')}? [y/N] `, { signal });
    const approved = /^y(es)?$/i.test((await Promise.race([question, closed])).trim());
    return { approved, reason: approved ? 'approved at the terminal' : 'rejected at the terminal' };
  } catch {
    return { approved: false, reason: 'no answer at the terminal' };
  } finally {
    terminal.close();
  }
}
