import { EdgeRuntime } from '../support/site/edge-runtime';
import { undocumentedSyntax } from '../support/site/edge-syntax';
import { FakeKeyValueStore } from '../support/site/key-value-store';
import { edgeSource } from '../support/site/routed';

const runtime = new EdgeRuntime('function handler() {}', new FakeKeyValueStore());

describe('the runtime of the tests has what CloudFront\'s has and nothing else', () => {
  test.each([
    'setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'queueMicrotask', 'process', 'fetch', 'XMLHttpRequest', 'WebSocket', 'performance',
    'Map', 'Set', 'WeakMap', 'Proxy', 'Reflect', 'Intl', 'WebAssembly', 'SharedArrayBuffer', 'URL', 'structuredClone', 'BigInt', 'escape', 'module',
  ])('the global %s is absent', (name) => {
    expect(runtime.evaluate(`typeof ${name}`)).toBe('undefined');
  });

  test.each(['[].flatMap', '[].at', '\'\'.matchAll', '\'\'.at', '\'\'.normalize', 'Object.fromEntries', 'Object.hasOwn', 'Array.from', '({}).__proto__'])('the function %s is absent', (name) => {
    expect(runtime.evaluate(`typeof ${name}`)).toBe('undefined');
  });

  test.each(['fs', 'http', 'node:fs', 'child_process', 'constructor'])('the module %s cannot be loaded', (name) => {
    expect(() => runtime.evaluate(`require('${name}')`)).toThrow(`The runtime has no module ${name}`);
  });

  test.each(['eval("1")', 'new Function("return 1")()', '(function () {}).constructor("return 1")()'])('code from a text is refused: %s', (code) => {
    expect(() => runtime.evaluate(code)).toThrow('Code generation from strings disallowed');
  });

  test('functions run in strict mode, because AWS runs them so', () => {
    expect(() => new EdgeRuntime('undeclared = 1;')).toThrow('undeclared is not defined');
  });

  test('hashes are those that AWS documents', () => {
    expect(runtime.evaluate('require("crypto").createHash("md5").update("a").digest("hex")')).toBe('0cc175b9c0f1b6a831c399e269772661');
    expect(() => runtime.evaluate('require("crypto").createHash("sha512")')).toThrow('not supported algorithm: "sha512"');
  });

  test('a missing key and a missing store are errors, and a pair of more than 1 KB is refused', async () => {
    const store = new FakeKeyValueStore();
    await expect(store.get('routing')).rejects.toThrow('KeyNotFound: routing');
    expect(() => store.set('routing', 'x'.repeat(1020))).toThrow('longer than 1 KB');
    expect(() => new EdgeRuntime('import cf from \'cloudfront\';\ncf.kvs();')).toThrow('No KeyValueStore is associated');
  });
});

describe('the syntax is that which AWS documents for the runtime', () => {
  test.each(['route-release', 'remember-release'] as const)('%s.js is written in nothing else', (name) => {
    expect(undocumentedSyntax(edgeSource(name))).toEqual([]);
  });

  test.each([
    ['a?.b;', '?.'], ['a ?? b;', '??'], ['a ||= b;', '||='], ['class A {}', 'class A {}'], ['const { a } = b;', '{ a }'], ['f(...a);', '...a'], ['x = { ...a };', '...a'],
    ['x = { a };', 'a'], ['x = { f() {} };', 'f() {}'], ['function f(a = 1) {}', 'a = 1'], ['for (const a of b) {}', 'for (const a of b) {}'], ['const f = async () => 1;', 'async'],
    ['function f() { async function g() {} }', 'async'], ['function* f() {}', '*'], ['try {} catch {}', 'catch {}'], ['x = 1n;', '1n'], ['x = { [a]: 1 };', '[a]'],
  ])('%s is found', (source, found) => {
    expect(undocumentedSyntax(source)).toContain(found);
  });
});

test.each(['route-release', 'remember-release'] as const)('%s.js is smaller than CloudFront\'s limit of 10 KB', (name) => {
  expect(Buffer.byteLength(edgeSource(name))).toBeLessThan(10 * 1024);
});
