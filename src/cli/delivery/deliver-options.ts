import { resolve } from 'node:path';
import { UsageError } from '../../rehearsal';
import { parseCommandLine } from '../command-line';

/** The options of `deliver`, checked. Paths are absolute. */
export interface DeliverOptions {
  readonly step: string;
  /** At least one; exactly one for every step but `publish`. */
  readonly environments: readonly string[];
  readonly check?: string;
  readonly app: string;
  readonly output: string;
  readonly help: boolean;
}

/** Names become parts of paths, so nothing else than a name is accepted. */
const NAME = /^[a-z][a-z0-9-]*$/;

/** @throws UsageError that says what to correct */
export function parseDeliverOptions(args: string[], steps: readonly string[]): DeliverOptions {
  const { values, positionals } = parse(args);
  const options: DeliverOptions = {
    step: positionals[0] ?? 'nothing',
    environments: values.environment ?? [],
    check: values.check,
    app: resolve(values.app ?? 'cdk.out'),
    output: resolve(values.output ?? '.delivery'),
    help: values.help ?? false,
  };
  if (!options.help) {
    validate(options, positionals, steps);
  }
  return options;
}

function parse(args: string[]) {
  return parseCommandLine('deliver', {
    args,
    allowPositionals: true,
    options: {
      environment: { type: 'string', multiple: true },
      check: { type: 'string' },
      app: { type: 'string' },
      output: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

function validate({ step, environments, check }: DeliverOptions, positionals: readonly string[], steps: readonly string[]): void {
  if (positionals.length !== 1 || !steps.includes(step)) {
    throw new UsageError('the step', `must be one of ${steps.join(', ')}`, positionals.join(' ') || 'nothing', 'See `deliver --help`.');
  }
  if (environments.length === 0 || (environments.length > 1 && step !== 'publish')) {
    throw new UsageError('--environment', step === 'publish' ? 'must be given' : 'must be given once', environments.join(', ') || 'nothing', 'Name an environment of pipeline.json.');
  }
  const wrong = environments.find((name) => !NAME.test(name));
  if (wrong !== undefined) {
    throw new UsageError('--environment', 'must be the name of an environment', wrong, 'Name an environment of pipeline.json.');
  }
  if ((check !== undefined) !== (step === 'check')) {
    throw new UsageError('--check', step === 'check' ? 'must be given' : 'is for the step check only', check ?? 'nothing', 'See `deliver --help`.');
  }
}
