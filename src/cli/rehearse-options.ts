import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { emulatorEndpoint, UsageError } from '../rehearsal';
import { parseCommandLine } from './command-line';
import { momentOf } from './moment';

/** The options of `rehearse`, checked. Paths are absolute. */
export interface RehearseOptions {
  readonly app: string;
  readonly source: string;
  /** Folders of further source actions by the action's name. */
  readonly furtherSources: Readonly<Record<string, string>>;
  readonly pipeline?: string;
  readonly approve: readonly string[];
  readonly approveAll: boolean;
  readonly deny: readonly string[];
  /** Actions that fail on purpose. */
  readonly fail: readonly string[];
  /** Alarms that are in ALARM on purpose. */
  readonly alarm: readonly string[];
  /** Approvals that a newer run rejects on purpose. */
  readonly supersede: readonly string[];
  /** The moment at which the clock of the run begins. */
  readonly at?: Date;
  /** Values for the pipeline's variables. */
  readonly variables: Readonly<Record<string, string>>;
  /** The address of an emulator of AWS on this machine. */
  readonly endpoint?: string;
  /** A file with values for parameters and secrets in place of the source's `rehearsal.values.yaml`. */
  readonly values?: string;
  /** Whether unchanged builds are taken from earlier rehearsals. */
  readonly reuse: boolean;
  readonly output: string;
  readonly json: boolean;
  readonly help: boolean;
}

/** @throws UsageError that says what to correct */
export function parseRehearseOptions(args: string[]): RehearseOptions {
  const values = parse(args);
  const sources = values.source ?? [];
  const named = sources.map((source) => /^([A-Za-z0-9._@-]+)=(.+)$/.exec(source));
  const unnamed = sources.filter((_, index) => !named[index]);
  if (unnamed.length > 1) {
    throw new UsageError('--source', 'must name one folder for the first source action', unnamed.join(', '), 'Give further ones as <action>=<folder>.');
  }
  if (values.reuse && values.endpoint !== undefined) {
    throw new UsageError('--reuse', 'must not be given with --endpoint', values.endpoint, 'What a build does in emulated accounts is kept nowhere: leave one of the two out.');
  }
  return {
    app: folder('--app', values.app ?? 'cdk.out', values.help),
    source: folder('--source', unnamed[0] ?? '.', values.help),
    furtherSources: Object.fromEntries(named.filter((match) => match !== null).map(([, action, path]) => [action, folder('--source', path, values.help)])),
    pipeline: values.pipeline,
    approve: values.approve ?? [],
    approveAll: values['approve-all'] ?? false,
    deny: values.deny ?? [],
    fail: values.fail ?? [],
    alarm: values.alarm ?? [],
    supersede: values.supersede ?? [],
    at: values.at === undefined ? undefined : momentOf(values.at),
    variables: Object.fromEntries((values.variable ?? []).map(variable)),
    endpoint: values.endpoint === undefined ? undefined : emulatorEndpoint(values.endpoint),
    values: values.values === undefined ? undefined : resolve(values.values),
    reuse: values.reuse ?? false,
    output: resolve(values.output ?? '.rehearsal'),
    json: values.json ?? false,
    help: values.help ?? false,
  };
}

function parse(args: string[]) {
  return parseCommandLine('rehearse', {
    args,
    options: {
      'app': { type: 'string' },
      'source': { type: 'string', multiple: true },
      'pipeline': { type: 'string' },
      'approve': { type: 'string', multiple: true },
      'approve-all': { type: 'boolean' },
      'deny': { type: 'string', multiple: true },
      'fail': { type: 'string', multiple: true },
      'alarm': { type: 'string', multiple: true },
      'supersede': { type: 'string', multiple: true },
      'at': { type: 'string' },
      'variable': { type: 'string', multiple: true },
      'endpoint': { type: 'string' },
      'values': { type: 'string' },
      'reuse': { type: 'boolean' },
      'output': { type: 'string' },
      'json': { type: 'boolean' },
      'help': { type: 'boolean', short: 'h' },
    },
  }).values;
}

function variable(assignment: string): [string, string] {
  const match = /^([A-Za-z0-9@_-]+)=(.*)$/s.exec(assignment);
  if (!match) {
    throw new UsageError('--variable', 'must be <name>=<value>', assignment, 'Give the variable a value.');
  }
  return [match[1], match[2]];
}

function folder(option: string, path: string, help = false): string {
  const absolute = resolve(path);
  if (!help && !(existsSync(absolute) && statSync(absolute).isDirectory())) {
    throw new UsageError(option, 'must be a folder that exists', path, option === '--app' ? 'Run `cdk synth` first, or name its output folder.' : 'Correct the path.');
  }
  return absolute;
}
