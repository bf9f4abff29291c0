import { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { QUIET } from './chromium';
import { Processes } from '../../scripts/packaged/processes';

/** The answer to a command, with its `id`, or an event. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Evaluated<T> {
  readonly result: { readonly value: T };
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description: string } };
}

type Parameters = Record<string, unknown>;

/** Chromium, driven by the DevTools protocol over pipes. */
export class Browser {
  private readonly process: ChildProcess;
  private readonly waiting = new Map<number, (answer: Message) => void>();
  private readonly listeners = new Set<(event: Message) => void>();
  private last = 0;

  public constructor(processes: Processes, profile: string) {
    this.process = processes.start('chromium', [...QUIET, '--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    let received = '';
    (this.process.stdio[4] as Readable).setEncoding('utf8').on('data', (chunk: string) => {
      const messages = (received + chunk).split('\0');
      received = messages.pop()!;
      messages.forEach((message) => this.receive(JSON.parse(message) as Message));
    });
  }

  /** Somebody with cookies and a cache of their own. */
  public async visitor(): Promise<Visitor> {
    const { browserContextId } = await this.send<{ browserContextId: string }>('Target.createBrowserContext');
    return new Visitor(this, browserContextId);
  }

  public async close(): Promise<void> {
    const isClosed = new Promise((resolve) => this.process.once('exit', resolve));
    await this.send('Browser.close');
    await isClosed;
  }

  public async send<T>(method: string, params: Parameters = {}, sessionId?: string): Promise<T> {
    const id = ++this.last;
    const answered = new Promise<Message>((resolve) => this.waiting.set(id, resolve));
    (this.process.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    const { result, error } = await answered;
    if (error) throw new Error(`chromium refuses ${method}: ${error.message}`);
    return result as T;
  }

  public next(method: string, sessionId: string): Promise<void> {
    return new Promise((resolve) => {
      const listener = (event: Message) => {
        if (event.method === method && event.sessionId === sessionId) {
          this.listeners.delete(listener);
          resolve();
        }
      };
      this.listeners.add(listener);
    });
  }

  private receive(answer: Message): void {
    if (answer.id === undefined) {
      this.listeners.forEach((listener) => listener(answer));
    } else {
      this.waiting.get(answer.id)?.(answer);
      this.waiting.delete(answer.id);
    }
  }
}

export class Visitor {
  public constructor(private readonly browser: Browser, private readonly context: string) {}

  public async open(url: string): Promise<Tab> {
    const { targetId } = await this.browser.send<{ targetId: string }>('Target.createTarget', { url: 'about:blank', browserContextId: this.context });
    const { sessionId } = await this.browser.send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
    const tab = new Tab(this.browser, sessionId);
    await tab.send('Page.enable');
    // Or the end of loading the empty page could be taken for that of the first visit.
    await tab.evaluate('new Promise((done) => document.readyState === "complete" ? done() : addEventListener("load", () => done()))');
    await tab.visit(url);
    return tab;
  }
}

export class Tab {
  public constructor(private readonly browser: Browser, private readonly session: string) {}

  public async visit(url: string): Promise<void> {
    await this.loaded('Page.navigate', { url });
  }

  public async reload(): Promise<void> {
    await this.loaded('Page.reload');
  }

  /** The value of an expression in the page, of a promise its outcome. */
  public async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.send<Evaluated<T>>('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return result.value;
  }

  public async click(selector: string): Promise<void> {
    await this.evaluate(`document.querySelector(${JSON.stringify(selector)}).click()`);
  }

  /** The text of an element, as soon as it has one. */
  public async text(selector: string, seconds = 10): Promise<string> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const text = await this.evaluate<string | undefined>(`document.querySelector(${JSON.stringify(selector)})?.innerText`);
      if (text) return text;
      if (Date.now() > end) throw new Error(`${selector} has no text after ${seconds} s: ${await this.evaluate('document.documentElement.outerHTML')}`);
      await setTimeout(20);
    }
  }

  public async keepScreenshot(file: string): Promise<void> {
    const { data } = await this.send<{ data: string }>('Page.captureScreenshot', { format: 'png' });
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.from(data, 'base64'));
  }

  public send<T>(method: string, params: Parameters = {}): Promise<T> {
    return this.browser.send<T>(method, params, this.session);
  }

  private async loaded(method: string, params: Parameters = {}): Promise<void> {
    const isLoaded = this.browser.next('Page.loadEventFired', this.session);
    await this.send(method, params);
    await isLoaded;
  }
}
