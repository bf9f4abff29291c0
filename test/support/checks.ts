import { execFile } from 'node:child_process';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';

const SCRIPTS = join(__dirname, '..', '..', 'assets', 'checks');
const servers: Server[] = [];

/** A server on this machine that is stopped when the tests of the file are over. */
export async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void, port = 0): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

afterAll(() => servers.splice(0).forEach((server) => {
  server.closeAllConnections();
  server.close();
}));

export interface CheckRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CheckRunOptions {
  readonly args?: string[];
  readonly environment?: Record<string, string>;
  readonly cwd?: string;
}

/** Runs a check's script with a configuration on its standard input. */
export function runScript(name: string, configuration: unknown, { args = ['-'], environment = {}, cwd }: CheckRunOptions = {}): Promise<CheckRun> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, ...environment };
    const child = execFile(process.execPath, [join(SCRIPTS, `${name}.js`), ...args], { cwd, env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
    // A script that shows its help reads nothing.
    child.stdin!.on('error', () => undefined);
    child.stdin!.end(typeof configuration === 'string' ? configuration : JSON.stringify(configuration));
  });
}
