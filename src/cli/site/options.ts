import { UsageError } from '../../rehearsal';
import { parseCommandLine } from '../command-line';

/** What the function behind a site's releases is asked. */
export interface ReleaseRequest {
  readonly operation: Operation;
  readonly release?: string;
  readonly reason?: string;
}

const OPERATIONS = ['list', 'rollback', 'unpin'] as const;
type Operation = (typeof OPERATIONS)[number];

/** The options of `site`, checked. */
export interface SiteOptions {
  readonly request: ReleaseRequest;
  readonly stack: string;
  readonly region?: string;
  readonly json: boolean;
  readonly help: boolean;
}

/** The id of a release, or the one before the present one. */
const RELEASE = /^([0-9a-f]{16}|previous)$/;

const LONGEST_REASON = 200;

/** @throws UsageError that says what to correct */
export function parseSiteOptions(args: string[]): SiteOptions {
  const { values, positionals } = parseCommandLine('site', {
    args,
    allowPositionals: true,
    options: {
      stack: { type: 'string' },
      region: { type: 'string' },
      to: { type: 'string' },
      reason: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const { stack = '', region, json = false, help = false } = values;
  if (help) {
    return { request: { operation: 'list' }, stack, region, json, help };
  }
  const operation = operationOf(positionals);
  if (!/^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(stack)) {
    throw new UsageError('--stack', 'must be the name of a site\'s stack', stack || 'nothing', 'Name it as CloudFormation does, such as --stack prod-web-Site.');
  }
  return { request: requestOf(operation, values), stack, region, json, help };
}

function operationOf(positionals: string[]): Operation {
  const operation = OPERATIONS.find((candidate) => candidate === positionals[0]);
  if (operation === undefined || positionals.length > 1) {
    throw new UsageError('site', `must be called with one of ${OPERATIONS.join(', ')}`, positionals.join(' ') || 'nothing', 'Such as `site list --stack prod-web-Site`.');
  }
  return operation;
}

function requestOf(operation: Operation, { to, reason }: { to?: string; reason?: string }): ReleaseRequest {
  if (operation !== 'rollback') {
    for (const [option, value] of Object.entries({ '--to': to, '--reason': reason }).filter(([, given]) => given !== undefined)) {
      throw new UsageError(option, 'must be given with rollback only', value!, `Leave it out with ${operation}.`);
    }
    return { operation };
  }
  if (to !== undefined && !RELEASE.test(to)) {
    throw new UsageError('--to', 'must be the id of a release, or "previous"', to, '`site list` shows those that are there.');
  }
  if (reason === undefined || reason.trim() === '' || reason.length > LONGEST_REASON) {
    throw new UsageError('--reason', `must say in at most ${LONGEST_REASON} characters why`, reason ?? 'nothing', 'Whoever deploys next reads why the release does not reach the visitors.');
  }
  return { operation, release: to ?? 'previous', reason: reason.trim() };
}
