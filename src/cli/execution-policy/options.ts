import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../../rehearsal';
import { parseCommandLine } from '../command-line';

/** The options of `execution-policy`, checked. Paths are absolute. */
export interface ExecutionPolicyOptions {
  readonly app: string;
  readonly output: string;
  /** Compare in the place of writing. */
  readonly check: boolean;
  readonly json: boolean;
  readonly help: boolean;
}

/** @throws UsageError that says what to correct */
export function parseExecutionPolicyOptions(args: string[]): ExecutionPolicyOptions {
  const values = parse(args);
  const app = resolve(values.app ?? 'cdk.out');
  if (!values.help && !existsSync(join(app, 'manifest.json'))) {
    throw new UsageError('--app', 'must be the output of `cdk synth`', values.app ?? 'cdk.out', 'Run `cdk synth` first, or name its output folder.');
  }
  return {
    app, output: resolve(values.output ?? 'execution-policies'), check: values.check ?? false, json: values.json ?? false, help: values.help ?? false,
  };
}

function parse(args: string[]) {
  return parseCommandLine('execution-policy', {
    args,
    options: {
      app: { type: 'string' },
      output: { type: 'string' },
      check: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values;
}
