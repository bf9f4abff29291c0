import { Worker } from 'node:worker_threads';

interface Answer {
  readonly id: number;
  /** What went wrong with this one request. */
  readonly error?: string;
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A thread that answers requests one after another. It keeps the program from ending only while somebody waits for an
 * answer, and ends with it. An answer that was asked for ahead, and that nobody waits for yet, keeps nothing.
 */
export class RequestThread {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private failure?: Error;
  private count = 0;
  private awaited = 0;

  constructor(file: string, workerData: unknown) {
    // The thread runs plain JavaScript: what loads the program's own files is of no use to it.
    this.worker = new Worker(file, { workerData, execArgv: [] });
    this.worker.on('message', (answer: Answer) => this.settle(answer));
    this.worker.on('error', (error) => this.fail(error));
    this.worker.on('exit', () => this.fail(new Error('the thread has ended')));
    // Last, because a listener for messages holds the program again.
    this.worker.unref();
  }

  /** @throws Error if the request, or the thread as a whole, has failed */
  public async ask<T>(request: object): Promise<T> {
    if (this.failure) {
      throw this.failure;
    }
    const id = ++this.count;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ ...request, id });
    });
  }

  /** Waits for an answer of the thread. */
  public async waitFor<T>(answer: Promise<T>): Promise<T> {
    this.awaited++;
    this.worker.ref();
    try {
      return await answer;
    } finally {
      if (--this.awaited === 0) {
        this.worker.unref();
      }
    }
  }

  private settle(answer: Answer): void {
    const { resolve, reject } = this.waiting.get(answer.id)!;
    this.waiting.delete(answer.id);
    if (answer.error === undefined) {
      resolve(answer as never);
    } else {
      reject(new Error(answer.error));
    }
  }

  private fail(error: Error): void {
    this.failure ??= error;
    this.waiting.forEach(({ reject }) => reject(this.failure!));
    this.waiting.clear();
  }
}
