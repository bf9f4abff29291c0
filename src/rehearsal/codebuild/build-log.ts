import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, writeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import { assetPath } from '../assets';
import { REDACTED, Redaction } from '../host/redaction';

/** How long a process that has left its group may keep a log open that everybody else has closed. */
const PATIENCE_MILLISECONDS = 2000;

/** What shells print to, and the rehearsal itself. */
export interface BuildLog {
  /** For `stdio` of a process. */
  readonly output: number | Writable;
  write(line: string): Promise<void>;
  /** Once the processes that print have ended. Everything is in the file afterwards. */
  close(): Promise<void>;
}

/** Opens a log to append to. Without any secret, processes write into the file itself. */
export function openBuildLog(file: string, redaction: Redaction): BuildLog {
  return redaction.forms.length === 0 ? new PlainLog(file) : new RedactedLog(file, redaction);
}

class PlainLog implements BuildLog {
  public readonly output: number;

  constructor(file: string) {
    this.output = openSync(file, 'a');
  }

  public async write(line: string): Promise<void> {
    writeSync(this.output, `${line}\n`);
  }

  public async close(): Promise<void> {
    closeSync(this.output);
  }
}

/** Everything goes through one pipe, so that it keeps its order, to a process that masks the secrets. */
class RedactedLog implements BuildLog {
  private readonly child: ChildProcess;
  private readonly ended: Promise<[number | null]>;

  constructor(private readonly file: string, redaction: Redaction) {
    const descriptor = openSync(file, 'a');
    // It is none of the processes that a stop ends: it ends by itself with the last one that prints, and loses nothing.
    this.child = spawn(process.execPath, [assetPath('redact-log.js')], { stdio: ['pipe', descriptor, 'ignore', 'pipe'], detached: true });
    closeSync(descriptor);
    this.ended = once(this.child, 'exit') as Promise<[number | null]>;
    // Without its reader, a write fails. That the log is incomplete is said when it is closed.
    this.output.on('error', () => undefined);
    this.ended.catch(() => undefined);
    (this.child.stdio[3] as Writable).on('error', () => undefined).end(JSON.stringify({ forms: redaction.forms, mask: REDACTED }));
  }

  public get output(): Writable {
    return this.child.stdin!;
  }

  public async write(line: string): Promise<void> {
    await new Promise<void>((resolve) => this.output.write(`${line}\n`, () => resolve()));
  }

  public async close(): Promise<void> {
    this.output.end();
    const impatience = setTimeout(() => this.child.kill('SIGKILL'), PATIENCE_MILLISECONDS);
    try {
      const [code] = await this.ended;
      if (code !== null && code !== 0) {
        throw new Error(`the log ${this.file} could not be written: is the disk full?`);
      }
    } finally {
      clearTimeout(impatience);
    }
  }
}
