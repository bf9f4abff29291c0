import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import type { ActionReport } from './report';

const MOST_LINES = 200;
const MOST_BYTES = 512 * 1024;
/** Counting lines reads the whole log, which takes seconds beyond this size. */
const MOST_COUNTED_BYTES = 32 * 1024 * 1024;
const MOST_CHARACTERS = 4000;
const BLOCK = 64 * 1024;
const LINE_BREAK = 10;

/** The end of a log. */
export interface LogTail {
  readonly lines: readonly string[];
  /** How many lines there are before them. */
  readonly leftOut: number;
  /** Set in place of a number of lines if the log is too large to count them. */
  readonly leftOutBytes?: number;
}

/** The end of an action's log, if it has one. */
export type LogOf = (action: ActionReport) => LogTail | undefined;

/** What comes before the end of a log, as in `1034 earlier lines`; undefined if that is nothing. */
export function earlierPart({ leftOut, leftOutBytes }: LogTail): string | undefined {
  if (leftOutBytes !== undefined) {
    return `${Math.ceil(leftOutBytes / 1_000_000)} MB before that`;
  }
  return leftOut > 0 ? `${leftOut} earlier ${leftOut === 1 ? 'line' : 'lines'}` : undefined;
}

/** Reads the last lines of a log. A log of any size costs little memory and time. */
export function readLogTail(file: string, mostLines = MOST_LINES): LogTail | undefined {
  if (!existsSync(file)) {
    return undefined;
  }
  const log = openSync(file, 'r');
  try {
    const { size } = fstatSync(log);
    const end = readAt(log, Math.max(0, size - MOST_BYTES), Math.min(size, MOST_BYTES)).toString('utf8').replace(/\n$/, '');
    const lines = end === '' ? [] : end.split('\n').slice(-mostLines);
    if (size > MOST_COUNTED_BYTES) {
      return { lines: lines.map(shown), leftOut: 0, leftOutBytes: size - Buffer.byteLength(lines.join('\n')) };
    }
    return { lines: lines.map(shown), leftOut: Math.max(0, countLines(log, size) - lines.length) };
  } finally {
    closeSync(log);
  }
}

function countLines(log: number, size: number): number {
  let count = 0;
  let last = LINE_BREAK;
  for (let position = 0; position < size; position += BLOCK) {
    const block = readAt(log, position, Math.min(BLOCK, size - position));
    for (let at = block.indexOf(LINE_BREAK); at !== -1; at = block.indexOf(LINE_BREAK, at + 1)) {
      count++;
    }
    last = block.at(-1) ?? last;
  }
  return last === LINE_BREAK ? count : count + 1;
}

function readAt(log: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, readSync(log, buffer, 0, length, position));
}

/** As a terminal ends up showing the line: a progress bar overwrites itself. */
function shown(line: string): string {
  const last = line.replace(/\r+$/, '').split('\r').at(-1)!;
  return last.length > MOST_CHARACTERS ? `${last.slice(0, MOST_CHARACTERS)} … (${last.length - MOST_CHARACTERS} more characters)` : last;
}
