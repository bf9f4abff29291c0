import { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Processes } from './processes';

const PACKAGE = 'cdk-multi-account-pipeline';

/** An npm registry on this machine that has our package and passes every other name on to the configured registry. */
export class LoopbackRegistry {
  public static async start(processes: Processes, folder: string): Promise<LoopbackRegistry> {
    const upstream = (await processes.must('npm', ['config', 'get', 'registry'], { stdio: ['ignore', 'pipe', 'ignore'] })).trim();
    const port = await freePort();
    const config = join(folder, 'registry.json');
    mkdirSync(folder, { recursive: true });
    writeFileSync(config, JSON.stringify({
      storage: join(folder, 'storage'),
      // Our package comes from here alone; others are not kept here, since npm has a cache of its own.
      uplinks: { upstream: { url: upstream, cache: false, timeout: '120s', maxage: '10m', max_fails: 20 } },
      packages: {
        [PACKAGE]: { access: '$all', publish: '$all' },
        '**': { access: '$all', proxy: 'upstream' },
      },
      log: { type: 'file', path: join(folder, 'registry.log'), level: 'warn' },
    }));
    const server = processes.start(process.execPath, [require.resolve('verdaccio/bin/verdaccio'), '--config', config, '--listen', `127.0.0.1:${port}`], { stdio: 'ignore' });
    const registry = new LoopbackRegistry(processes, server, `http://127.0.0.1:${port}`, folder);
    await registry.answers();
    return registry;
  }

  private constructor(
    private readonly processes: Processes, private readonly server: ChildProcess, public readonly url: string, private readonly folder: string) {}

  /** The environment in which npm and npx install from this registry. */
  public get environment(): NodeJS.ProcessEnv {
    return { ...process.env, npm_config_registry: this.url, npm_config_update_notifier: 'false' };
  }

  public async publish(tarball: string): Promise<void> {
    const userConfig = join(this.folder, 'publisher.npmrc');
    // npm wants a token before it asks; the registry lets everyone on this machine publish.
    writeFileSync(userConfig, `${this.url.replace(/^http:/, '')}/:_authToken=loopback\n`);
    await this.processes.must('npm', ['publish', tarball, '--registry', this.url, '--userconfig', userConfig, '--provenance=false']);
  }

  public stop(): void {
    this.processes.stop(this.server);
  }

  private async answers(): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (Date.now() < deadline && this.server.exitCode === null) {
      const response = await fetch(`${this.url}/-/ping`).catch(() => undefined);
      if (response?.ok) {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`The registry on ${this.url} does not answer; its log is ${join(this.folder, 'registry.log')}.`);
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}
