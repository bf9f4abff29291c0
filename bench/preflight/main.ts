import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Processes } from '../../scripts/packaged/processes';
import { median } from '../median';
import { Time, timed } from '../timed';

const HELP = `Usage: npx projen bench:preflight [--rounds <count>]

How soon a delivery is refused that AWS would not take: eight stacks to 24 accounts in four regions, with approvals. Synthesizes it by
a blueprint, which must end with the message of the preflight, and by plain CDK Pipelines, which says nothing, one after the
other in each round, each time in a process of its own. Prints the medians.

Options:
  --rounds <count>  an odd number of rounds, 3 unless it is given: CDK Pipelines takes minutes
  --help            print this text

Exit codes: 0 the limit is kept, 1 it is missed or a synth ended otherwise than it must, 2 it was called wrongly.`;

const APP = join(__dirname, 'app.ts');
const ROOT = join(__dirname, '..', '..');
const LIMIT = 0.25;
const MESSAGE = /exceeds \d+ limits? of AWS:\n {2}- limits\./;

async function main(rounds: number): Promise<void> {
  const processes = new Processes();
  const work = mkdtempSync(join(tmpdir(), 'bench-'));
  process.once('exit', () => rmSync(work, { recursive: true, force: true }));
  const times: Record<string, Time[]> = { 'blueprint': [], 'cdk-pipelines': [] };
  for (let round = 1; round <= rounds; round++) {
    for (const [kind, refused] of [['blueprint', true], ['cdk-pipelines', false]] as const) {
      const took = await synthesize(processes, kind, join(work, `${kind}-${round}`), refused);
      console.error(`round ${round}, ${kind}: processor ${took.processor.toFixed(1)} s, elapsed ${took.elapsed.toFixed(1)} s`);
      times[kind].push(took);
    }
  }
  const rows = (['processor', 'elapsed'] as const).map((measure) => {
    const [ours, theirs] = ['blueprint', 'cdk-pipelines'].map((kind) => median(times[kind].map((time) => time[measure])));
    return { measure, ours, theirs, ratio: ours / theirs };
  });
  for (const { measure, ours, theirs, ratio } of rows) {
    const kept = ratio <= LIMIT ? 'kept' : 'missed';
    console.log(`${measure} seconds, median of ${rounds}: blueprint ${ours.toFixed(1)}, CDK Pipelines ${theirs.toFixed(1)}, ratio ${ratio.toFixed(2)}, limit ${LIMIT}: ${kept}`);
  }
  process.exitCode = rows.some(({ ratio }) => ratio > LIMIT) ? 1 : 0;
}

async function synthesize(processes: Processes, kind: string, outdir: string, refused: boolean): Promise<Time> {
  const { code, output, took } = await timed(processes, `'${APP}' ${kind} '${outdir}'`, ROOT);
  if ((code !== 0) !== refused || MESSAGE.test(output) !== refused) {
    throw new Error(`${kind} must ${refused ? 'be refused with the limits' : 'be synthesized'}, got: exit code ${code}.\n${output}`);
  }
  rmSync(outdir, { recursive: true, force: true });
  return took;
}

function roundsOf(): number {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' }, help: { type: 'boolean', default: false } } });
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds % 2 === 0) {
    throw new Error(`--rounds must be an odd number, got: ${values.rounds}`);
  }
  return rounds;
}

let rounds: number;
try {
  rounds = roundsOf();
} catch (error) {
  console.error(`${(error as Error).message}\n\n${HELP}`);
  process.exit(2);
}
main(rounds).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
