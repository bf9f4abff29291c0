import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './median';
import { packLibrary } from '../scripts/packaged/library-package';
import { LoopbackRegistry } from '../scripts/packaged/loopback-registry';
import { Processes } from '../scripts/packaged/processes';
import { ScaffoldedProject } from '../scripts/packaged/scaffolded-project';

const HELP = `Usage: npx projen bench:scaffolded-synth

Scaffolds a project and compares the processor time of its \`npx cdk synth\` with the same app under projen's default
\`ts-node\` command, one after the other in each of five rounds. Prints the medians and their ratio.`;

const ROUNDS = 5;
const TS_NODE = 'ts-node@10.9.2';
/** What projen writes into cdk.json of a TypeScript app unless it is told otherwise. */
const DEFAULT_APP = 'npx ts-node -P tsconfig.json --prefer-ts-exts src/main.ts';

async function main(): Promise<void> {
  const processes = new Processes();
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  console.error('Scaffolding a project …');
  const registry = await LoopbackRegistry.start(processes, join(folder, 'registry'));
  await registry.publish(await packLibrary(processes, join(folder, 'package')));
  const project = await ScaffoldedProject.create(processes, registry, join(folder, 'orders'));
  await project.run('npm', ['install', '--no-save', TS_NODE]);
  registry.stop();

  const seconds: Record<string, number[]> = { 'scaffolded': [], 'ts-node': [] };
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, app] of [['scaffolded', undefined], ['ts-node', DEFAULT_APP]] as const) {
      const spent = await processorSeconds(project, app);
      console.error(`${round === 0 ? 'warm-up' : `round ${round}`}, ${name}: ${spent.toFixed(2)} s`);
      if (round > 0) {
        seconds[name].push(spent);
      }
    }
  }
  const [ours, theirs] = [median(seconds.scaffolded), median(seconds['ts-node'])];
  console.log(`cdk synth, processor time, median of ${ROUNDS}: scaffolded ${ours.toFixed(2)} s, ts-node ${theirs.toFixed(2)} s, ratio ${(ours / theirs).toFixed(2)}`);
}

/** User and system time of one synth with everything that it starts. */
async function processorSeconds(project: ScaffoldedProject, app?: string): Promise<number> {
  const command = `npx cdk synth --quiet ${app === undefined ? '' : `--app '${app}'`}`;
  const { code, output } = await project.run('bash', ['-c', `TIMEFORMAT='processor %U %S'; time ${command}`]);
  const times = output.match(/^processor ([\d.]+) ([\d.]+)$/m);
  if (code !== 0 || !times) {
    throw new Error(`${command} failed with exit code ${code}:\n${output}`);
  }
  return Number(times[1]) + Number(times[2]);
}

if (process.argv.includes('--help')) {
  console.log(HELP);
} else {
  main().catch((error: Error) => {
    console.error(error.message);
    process.exit(1);
  });
}
