// Calls the handler of a Node.js function once, as Lambda does: the event is the file that is named by the first argument.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const MODULE_MISSING = 64;
const TIMED_OUT = 65;

const [eventFile] = process.argv.slice(2);
const root = process.env.LAMBDA_TASK_ROOT;
const [, module, name] = /^(.+)\.([^.]+)$/.exec(process.env._HANDLER);
// The clock of the run may be ahead of that of the machine.
const skew = Number(process.env.REHEARSAL_NOW) - Date.now();
const MachineDate = Date;
globalThis.Date = new Proxy(MachineDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [target.now() + skew], newTarget),
  apply: (target) => new target(target.now() + skew).toString(),
  get: (target, key, receiver) => key === 'now' ? () => target.now() + skew : Reflect.get(target, key, receiver),
});
const milliseconds = Number(process.env.REHEARSAL_TIMEOUT) * 1000;

function fail(error, code = 1) {
  console.error(error);
  process.exit(code);
}

async function load() {
  const extension = ['.js', '.mjs', '.cjs'].find((candidate) => existsSync(join(root, module + candidate)));
  if (!extension) {
    throw new Error(`Runtime.ImportModuleError: there is no module ${module} in the code of the function`);
  }
  const file = join(root, module + extension);
  try {
    return createRequire(file)(file);
  } catch (error) {
    if (error.code !== 'ERR_REQUIRE_ESM') {
      throw error;
    }
    return import(pathToFileURL(file));
  }
}

const MISSING = ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'];
const report = (error) => fail(error, MISSING.includes(error?.code) && /'@(aws-sdk|smithy)\//.test(error.message) ? MODULE_MISSING : 1);

process.on('uncaughtException', report);
const code = await load().catch(report);
const handler = code[name] ?? code.default?.[name];
if (typeof handler !== 'function') {
  fail(new Error(`Runtime.HandlerNotFound: ${process.env._HANDLER} is not a function`));
}

const deadline = MachineDate.now() + milliseconds;
setTimeout(() => fail(new Error('the function has timed out'), TIMED_OUT), milliseconds).unref();
// As in Lambda, an answer by callback ends the call when nothing else is left to be done.
const answer = (error) => error && fail(error);
const context = {
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: '$LATEST',
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  awsRequestId: process.env.REHEARSAL_REQUEST,
  getRemainingTimeInMillis: () => deadline - MachineDate.now(),
  succeed: () => process.exit(0),
  fail: (error) => fail(error),
  done: (error) => error ? fail(error) : process.exit(0),
};
const result = handler(JSON.parse(readFileSync(eventFile, 'utf8')), context, answer);
if (typeof result?.then === 'function') {
  await result.then(() => process.exit(0), report);
}
