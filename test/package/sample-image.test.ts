import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SAMPLE } from '../../src/projen/private/package-root';

const MINUTE = 60_000;
const IMAGE = 'sample-backend-of-a-test';
const PORT = 8080;

interface Engine {
  readonly name: string;
  /** Starts the image's own command with a file system that it cannot write to, as on Fargate; answers with how to end it. */
  start(): () => void;
}

const runs = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const said = (command: string, ...args: string[]) => execFileSync(command, args, { encoding: 'utf8' }).trim();

function withContainers(name: string): Engine {
  return {
    name,
    start: () => {
      const id = said(name, 'run', '--detach', '--read-only', '--tmpfs', '/tmp', '--publish', `127.0.0.1:${PORT}:8080`, IMAGE);
      return () => said(name, 'rm', '--force', id);
    },
  };
}

/** Buildah runs a command in an image, in the network of this machine, and not the image's own one. */
const BUILDAH: Engine = {
  name: 'buildah',
  start: () => {
    const id = said('buildah', 'from', IMAGE);
    const command = JSON.parse(said('buildah', 'inspect', '--format', '{{json .OCIv1.Config.Cmd}}', IMAGE)) as string[];
    const child = spawn('buildah', ['run', '--isolation', 'chroot', id, '--', ...command], { stdio: 'ignore', detached: true });
    return () => {
      process.kill(-child.pid!);
      said('buildah', 'rm', id);
    };
  },
};

function findEngine(): Engine | undefined {
  const engine = ['podman', 'docker'].find((name) => runs(name, 'info'));
  return engine ? withContainers(engine) : runs('buildah', 'info') ? BUILDAH : undefined;
}

async function healthOf(url: string): Promise<number | string> {
  for (let attempt = 1; ; attempt++) {
    try {
      return (await fetch(url)).status;
    } catch (error) {
      if (attempt === 60) {
        return String(error);
      }
      await pause(500);
    }
  }
}

const engine = findEngine();
const testWithEngine = engine ? test : test.skip;

testWithEngine(`E2: the sample's image is built, starts and answers on /health${engine ? ` (${engine.name})` : ' (skipped: no podman, docker or buildah works here)'}`, async () => {
  execFileSync(engine!.name, ['build', '--tag', IMAGE, join(SAMPLE, 'backend')], { stdio: 'inherit' });
  const end = engine!.start();
  try {
    expect(await healthOf(`http://127.0.0.1:${PORT}/health`)).toBe(200);
  } finally {
    end();
  }
}, 10 * MINUTE);
