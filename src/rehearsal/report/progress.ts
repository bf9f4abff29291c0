import { changeLines } from './change-lines';
import { earlierPart, readLogTail } from './log-tail';
import { printable } from './markup';
import type { ActionReport } from './report';
import { reuseOf } from './reuse-words';
import { symbolOf, wordsOf } from './symbols';
import { seconds } from './text-report';
import { describeReport } from '../codebuild/test-reports';
import { ActionDefinition, labelOf } from '../model/pipeline-definition';

const LOG_LINES = 30;

/** Says in plain lines what happens while it happens, for a terminal as for the log of another tool. */
export class Progress {
  private readonly write: (line: string) => void;

  constructor(write: (line: string) => void) {
    // Names, reasons and logs come from others: none of them may steer the terminal.
    this.write = (line) => write(printable(line).replace(/\r/g, ''));
  }

  public message(text: string): void {
    this.write(text);
  }

  public started(action: ActionDefinition): void {
    this.write(`▶ ${labelOf(action)}`);
  }

  /**
   * Written as one block that names its action, because others of the same run order start and end in between.
   *
   * @param logFile of a build; its end is shown if the build has failed
   */
  public ended(action: ActionDefinition, report: ActionReport, logFile?: string): void {
    const { status, durationSeconds, reasons, remarks, changes } = report;
    const end = status === 'succeeded' ? '' : `${wordsOf(status)}${reasons.length > 0 ? `: ${reasons.join('; ')}` : ''}  `;
    this.write(`  ${symbolOf(status)} ${labelOf(action)}  ${end}${seconds(durationSeconds)}`);
    [...reuseOf(report), ...remarks, ...(report.reports ?? []).map(describeReport)].forEach((remark) => this.write(`    ${remark}`));
    (changes ? changeLines(changes) : []).forEach((line) => this.write(`    ${line}`));
    if (status === 'failed' && logFile) {
      const tail = readLogTail(logFile, LOG_LINES);
      const earlier = tail && earlierPart(tail);
      tail?.lines.forEach((line) => this.write(`    │ ${line}`));
      this.write(`    log: ${logFile}${earlier === undefined ? '' : ` (${earlier})`}`);
    }
  }
}
