import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../../rehearsal';
import { parseCommandLine } from '../command-line';

/** The options of `parity`, checked. Paths are absolute. */
export interface ParityOptions {
  readonly environments: readonly string[];
  readonly app: string;
  readonly blueprint: string;
  readonly json: boolean;
  readonly help: boolean;
}

/** @throws UsageError that says what to correct */
export function parseParityOptions(args: string[]): ParityOptions {
  const { values, positionals } = parseCommandLine('parity', {
    args,
    allowPositionals: true,
    options: {
      app: { type: 'string' },
      blueprint: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const options = {
    environments: positionals,
    app: resolve(values.app ?? 'cdk.out'),
    blueprint: resolve(values.blueprint ?? 'pipeline.json'),
    json: values.json ?? false,
    help: values.help ?? false,
  };
  if (!options.help) {
    check(options);
  }
  return options;
}

function check({ environments, app, blueprint }: ParityOptions): void {
  if (environments.length !== 2 || environments[0] === environments[1]) {
    throw new UsageError('parity', 'must be called with two environments that differ', environments.join(' ') || 'none', 'Name them, such as `parity beta prod`.');
  }
  if (!existsSync(join(app, 'manifest.json'))) {
    throw new UsageError('--app', 'must be the output of `cdk synth`', app, 'Run `cdk synth` first, or name its output folder.');
  }
  if (!existsSync(blueprint)) {
    throw new UsageError('--blueprint', 'must be the pipeline\'s configuration', blueprint, 'Start in the folder that has pipeline.json, or name the file.');
  }
}
