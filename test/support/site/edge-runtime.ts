import * as buffer from 'node:buffer';
import * as crypto from 'node:crypto';
import * as querystring from 'node:querystring';
import { Context, createContext, runInContext } from 'node:vm';
import { FUNCTIONS, GLOBALS } from './edge-builtins';
import { EdgeEvent, EdgeRequest, EdgeResponse } from './edge-events';
import { FakeKeyValueStore } from './key-value-store';

export type EdgeHandler = (event: EdgeEvent) => EdgeRequest | EdgeResponse | Promise<EdgeRequest | EdgeResponse>;

/**
 * A function of CloudFront Functions as it is shipped, in a context that has what the JavaScript runtime 2.0 documents and nothing else.
 *
 * It cannot tell the limits of CloudFront's own engine (it runs in V8): memory of 2 MB, compute utilization, what regular expressions of PCRE
 * do otherwise, and whatever AWS documents and does not do. `SYNTAX` of `edge-syntax.ts` holds the source to the documented syntax.
 */
export class EdgeRuntime {
  public readonly logged: string[] = [];
  private readonly context: Context;

  public constructor(source: string, store?: FakeKeyValueStore) {
    const modules: Record<string, unknown> = { crypto: documentedCrypto(), querystring, buffer, cloudfront: { kvs: () => associated(store) } };
    const load = (name: string) => {
      if (!Object.hasOwn(modules, name)) throw new Error(`The runtime has no module ${name}`);
      return modules[name];
    };
    this.context = createContext({
      require: load, Buffer, TextEncoder, TextDecoder, atob, btoa, console: { log: (text: unknown) => this.logged.push(String(text)) },
    }, { codeGeneration: { strings: false, wasm: false } });
    this.removeUndocumented();
    runInContext(`'use strict'; ${withoutImports(source)}`, this.context, { timeout: 1000 });
  }

  /** The value of an expression in the function's scope. */
  public evaluate<T>(expression: string): T {
    return runInContext(expression, this.context) as T;
  }

  public get handler(): EdgeHandler {
    return this.evaluate<EdgeHandler>('handler');
  }

  private removeUndocumented(): void {
    this.evaluate<(globals: string[], functions: typeof FUNCTIONS) => void>(`(function (globals, functions) {
      const keep = (owner, names) => Object.getOwnPropertyNames(owner).forEach((name) => {
        if (!names.includes(name) && Object.getOwnPropertyDescriptor(owner, name).configurable) delete owner[name];
      });
      const owners = Object.keys(functions).map((path) => path.split('.').reduce((owner, name) => owner[name], globalThis));
      owners.forEach((owner, index) => keep(owner, Object.values(functions)[index].concat('length', 'name')));
      keep(globalThis, globals);
    })`)(GLOBALS, FUNCTIONS);
  }
}

/** A script of `node:vm` has no imports. Both forms give a function of CloudFront the same module. */
function withoutImports(source: string): string {
  return source.replace(/^import (\w+) from '(\w+)';$/gm, 'const $1 = require(\'$2\');');
}

function associated(store: FakeKeyValueStore | undefined): FakeKeyValueStore {
  if (!store) throw new Error('No KeyValueStore is associated with the function');
  return store;
}

function documentedCrypto(): object {
  const algorithm = (name: string) => {
    if (!['md5', 'sha1', 'sha256'].includes(name)) throw new TypeError(`not supported algorithm: "${name}"`);
    return name;
  };
  return {
    createHash: (name: string) => crypto.createHash(algorithm(name)),
    createHmac: (name: string, key: string) => crypto.createHmac(algorithm(name), key),
  };
}
