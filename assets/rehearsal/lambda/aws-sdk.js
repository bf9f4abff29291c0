// Stands for the clients of the AWS SDK that Lambda provides: a command becomes one call to the rehearsal, which answers or refuses it.
// See src/rehearsal/lambda/sdk-stand-in.ts.
const http = require('node:http');

async function send(service, operation, input, config) {
  const credentials = await valueOf(config.credentials);
  const { status, text } = await post(`${service} ${operation}`, JSON.stringify({
    input: input ?? {},
    accessKeyId: credentials?.accessKeyId ?? process.env.AWS_ACCESS_KEY_ID,
    region: await valueOf(config.region) ?? process.env.AWS_REGION,
  }));
  const $metadata = { httpStatusCode: status, attempts: 1 };
  const body = JSON.parse(text, reviveDate);
  if (status === 200) {
    return { $metadata, ...body };
  }
  throw Object.assign(new Error(body.message), { name: body.__type, $fault: 'client', $service: service, $metadata });
}

/** By `node:http`: to load what `fetch` needs would take longer than the whole call. */
function post(call, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(process.env.AWS_ENDPOINT_URL, { method: 'POST', agent: false, headers: { 'x-rehearsal-call': call } }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString() }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

const valueOf = async (given) => typeof given === 'function' ? given() : given;

/** As `aws-endpoint.ts` writes a moment. */
function reviveDate(_key, value) {
  return typeof value?.$date === 'string' ? new Date(value.$date) : value;
}

/** What a package `@aws-sdk/client-<service>` exports, by whatever name it is asked for. */
function clientPackage(service) {
  const made = new Map();
  const get = (_target, name) => {
    if (name === '__esModule') {
      return true;
    }
    if (name === 'default') {
      return exported;
    }
    if (typeof name !== 'string' || name === 'then') {
      return undefined;
    }
    made.set(name, made.get(name) ?? exportNamed(service, name));
    return made.get(name);
  };
  const exported = new Proxy({}, { get });
  return exported;
}

function exportNamed(service, name) {
  const [, subject, kind] = /^(.*?)(Client|Command)$/.exec(name) ?? [];
  const [, operation] = /^paginate(.+)$/.exec(name) ?? [];
  if (kind === 'Command') {
    return commandClass(subject);
  }
  if (kind === 'Client') {
    return clientClass(service);
  }
  if (operation) {
    // The rehearsal answers everything in one page.
    return async function* pages({ client }, input) {
      yield await send(service, operation, input, client.config);
    };
  }
  if (/^waitUntil/.test(name)) {
    return ({ client }, input) => send(service, name, input, client.config);
  }
  return classOrEnumeration(service, name);
}

function commandClass(operation) {
  return class {
    constructor(input) {
      this.input = input;
      this.operation = operation;
    }
  };
}

function clientClass(service) {
  return class {
    constructor(config = {}) {
      this.config = config;
      this.middlewareStack = { add() {}, addRelativeTo() {}, use() {} };
    }

    send(command, options, callback = options) {
      const answer = send(service, command.operation, command.input, this.config);
      return typeof callback === 'function' ? void answer.then((value) => callback(null, value), callback) : answer;
    }

    destroy() {}
  };
}

/** An error class, of which an error is one by its name; a client with a method for each operation; or an enumeration, whose names are its values. */
function classOrEnumeration(service, name) {
  const Client = clientClass(service);
  class Named extends Client {
    constructor(config) {
      super(config);
      const method = (key) => (input) => send(service, key[0].toUpperCase() + key.slice(1), input, this.config);
      return new Proxy(this, { get: (target, key) => key in target || typeof key !== 'string' || key === 'then' ? target[key] : method(key) });
    }

    static [Symbol.hasInstance](value) {
      return value?.name === name || (/ServiceException$/.test(name) && value?.$service === service);
    }
  }
  return new Proxy(Named, { get: (target, key) => key in target || typeof key !== 'string' ? target[key] : key });
}

module.exports = clientPackage;
