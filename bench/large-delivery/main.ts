import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compare, isMissed, Measurement, table } from './comparison';
import { writeContent } from './content';
import { MOST_APPROVALS } from './estate';
import { Kind, sizeOf, STAGES, synthesize } from './synth';
import { Processes } from '../../scripts/packaged/processes';
import type { Time } from '../timed';

const HELP = `Usage: npx projen bench:large-delivery [--stages plain|application] [--approvals <count>] [--json]

Synthesizes the delivery of four stacks to twelve accounts in four regions: without a pipeline, by a blueprint and by CDK
Pipelines with its defaults, one after the other in each of five rounds, each time in a process of its own. Prints what
both pipelines took, and how large they are with the stacks that support them in other regions.

Options:
  --stages <kind>      plain: a bucket and five or six assets a stack (default); application: functions, queues, an API
  --approvals <count>  how many of the ${MOST_APPROVALS} production accounts wait for a person, 1 unless it is given
  --json               print JSON in the place of the table
  --help               print this text

Exit codes: 0 every limit is kept, 1 one is missed or a synth has failed, 2 it was called wrongly.`;

const ROUNDS = 5;
const KINDS: Kind[] = ['stages-alone', 'blueprint', 'cdk-pipelines'];

async function main({ stages, approvals, json }: BenchOptions): Promise<void> {
  const processes = new Processes();
  const work = mkdtempSync(join(tmpdir(), 'bench-'));
  process.once('exit', () => rmSync(work, { recursive: true, force: true }));
  const content = join(work, 'content');
  writeContent(content);
  const times: Record<Kind, Time[]> = { 'stages-alone': [], 'blueprint': [], 'cdk-pipelines': [] };
  for (let round = 0; round <= ROUNDS; round++) {
    for (const kind of KINDS) {
      const took = await synthesize(processes, kind, { stages, approvals, content }, join(work, kind));
      console.error(`${round === 0 ? 'warm-up' : `round ${round}`}, ${kind}: processor ${took.processor.toFixed(1)} s, elapsed ${took.elapsed.toFixed(1)} s`);
      if (round > 0) {
        times[kind].push(took);
      }
    }
  }
  const measured = (kind: Kind): Measurement => ({ size: sizeOf(join(work, kind)), times: times[kind] });
  const rows = compare(measured('blueprint'), measured('cdk-pipelines'), times['stages-alone']);
  console.log(json ? JSON.stringify({ stages, approvals, rounds: ROUNDS, rows, times }, undefined, 2) : table(rows));
  process.exitCode = rows.some(isMissed) ? 1 : 0;
}

interface BenchOptions {
  readonly stages: string;
  readonly approvals: number;
  readonly json: boolean;
}

function options(): BenchOptions {
  const { values } = parseArgs({
    options: {
      stages: { type: 'string', default: 'plain' }, approvals: { type: 'string', default: '1' }, json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const approvals = Number(values.approvals);
  if (!Number.isInteger(approvals) || approvals < 0 || approvals > MOST_APPROVALS) {
    throw new Error(`--approvals must be a whole number from 0 to ${MOST_APPROVALS}, got: ${values.approvals}`);
  }
  if (!STAGES.includes(values.stages)) {
    throw new Error(`--stages must be one of ${STAGES.join(', ')}, got: ${values.stages}`);
  }
  return { stages: values.stages, approvals, json: values.json };
}

let given: BenchOptions;
try {
  given = options();
} catch (error) {
  console.error(`${(error as Error).message}\n\n${HELP}`);
  process.exit(2);
}
main(given).catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
