import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packLibrary } from './packaged/library-package';
import { LoopbackRegistry } from './packaged/loopback-registry';
import { Outcome, Processes } from './packaged/processes';
import { ScaffoldedProject } from './packaged/scaffolded-project';

const ROOT = join(__dirname, '..');
const HELP = `Usage: npm run demo

Does the library's main job from end to end: packs it, publishes it to a registry on this machine, scaffolds a project
from it in a temporary folder, builds and tests that project, and rehearses its pipeline from the source to production.

Exit codes: 0 every step succeeded, 1 a step failed, 130 interrupted.`;

async function main(): Promise<void> {
  const processes = new Processes();
  const work = mkdtempSync(join(tmpdir(), 'multi-account-demo-'));
  const registryFolder = join(work, 'registry');
  process.once('exit', () => rmSync(registryFolder, { recursive: true, force: true }));
  const started = Date.now();

  if (!existsSync(join(ROOT, '.jsii'))) {
    await step('Compile the library', () => processes.must('npx', ['projen', 'compile'], { cwd: ROOT }));
  }
  const tarball = await step('Pack the library', () => packLibrary(processes, registryFolder));
  const registry = await step('Publish it to a registry on this machine', async () => {
    const made = await LoopbackRegistry.start(processes, registryFolder);
    await made.publish(tarball);
    return made;
  });
  const project = await step('npx projen new --from cdk-multi-account-pipeline', () => ScaffoldedProject.create(processes, registry, join(work, 'orders')));
  await step('npx projen build', async () => succeeded(await project.projen('build')));

  console.log('\n▸ npx projen rehearse --approve-all');
  const rehearsal = await project.run('npx', ['projen', 'rehearse', '--approve-all'], { live: true });
  registry.stop();
  if (rehearsal.code !== 0) {
    throw new Error(`The rehearsal ended with exit code ${rehearsal.code}; its report is in ${join(project.folder, '.rehearsal')}.`);
  }
  console.log(`\nDone in ${seconds(started)}.\n  Project: ${project.folder}\n  Report:  ${join(project.folder, '.rehearsal', 'report.html')}`);
}

async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  process.stdout.write(`▸ ${title} … `);
  const started = Date.now();
  const result = await work();
  console.log(seconds(started));
  return result;
}

function succeeded({ code, output }: Outcome): void {
  if (code !== 0) {
    throw new Error(`failed with exit code ${code}:\n${output.split('\n').slice(-80).join('\n')}`);
  }
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

if (process.argv.includes('--help')) {
  console.log(HELP);
} else {
  main().catch((error: Error) => {
    console.error(`\n${error.message}`);
    process.exit(1);
  });
}
