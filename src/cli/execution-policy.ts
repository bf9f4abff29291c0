import { relative } from 'node:path';
import { CloudAssembly, UsageError } from '../rehearsal';
import { resourcesByAccount } from './execution-policy/account-resources';
import { parseExecutionPolicyOptions } from './execution-policy/options';
import { documentsOf, MOST_POLICIES } from './execution-policy/policy-documents';
import { differences, FileDifference, policyFiles, writeFiles } from './execution-policy/policy-files';
import { PolicyDocument } from './execution-policy/policy-statement';
import { readPermissions } from './execution-policy/required-actions';
import { statementsOf } from './execution-policy/statements';
import { EXECUTION_POLICY_HELP } from './help';

/** `cdk-multi-account-pipeline execution-policy`. Answers with the exit code. */
export async function executionPolicy(args: string[]): Promise<number> {
  const options = parseExecutionPolicyOptions(args);
  if (options.help) {
    process.stdout.write(EXECUTION_POLICY_HELP);
    return 0;
  }
  const permissions = readPermissions();
  const accounts = resourcesByAccount(CloudAssembly.load(options.app)).map((account) => {
    const { statements, required: { wholeServices, unknownTypes } } = statementsOf(account, permissions);
    return { account: account.account, documents: documentsOf(statements), wholeServices, unknownTypes };
  });
  checkCount(accounts);
  const files = policyFiles(new Map(accounts.map(({ account, documents }) => [account, documents])));
  const found = differences(options.output, files);
  if (!options.check) {
    writeFiles(options.output, files);
  }
  const folder = relative('', options.output) || '.';
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ folder, differences: found, accounts }, undefined, 2)}\n`);
  } else {
    process.stdout.write(`${[...accounts.map(inWords), ...outcome(found, folder, options.check)].join('\n')}\n`);
  }
  return options.check && found.length > 0 ? 1 : 0;
}

interface AccountPolicies {
  readonly account: string;
  readonly documents: readonly PolicyDocument[];
  readonly wholeServices: readonly string[];
  readonly unknownTypes: readonly string[];
}

function checkCount(accounts: readonly AccountPolicies[]): void {
  const largest = accounts.find(({ documents }) => documents.length > MOST_POLICIES);
  if (largest) {
    throw new UsageError(`account ${largest.account}`, `must need at most ${MOST_POLICIES} managed policies, as many as a role takes`, String(largest.documents.length),
      'Deliver by several bootstraps with a qualifier each, or ask AWS for a higher quota and attach a policy that is wider.');
  }
}

function inWords({ account, documents, wholeServices, unknownTypes }: AccountPolicies): string {
  const actions = new Set(documents.flatMap(({ Statement }) => Statement).filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => Action));
  return [
    `${account}: ${actions.size} actions in ${documents.length} ${documents.length === 1 ? 'policy' : 'policies'}`,
    ...(wholeServices.length > 0 ? [`  whole services, because AWS publishes no actions for: ${wholeServices.join(', ')}`] : []),
    ...(unknownTypes.length > 0 ? [`  nothing is allowed for types that are not AWS's; write a policy of your own for: ${unknownTypes.join(', ')}`] : []),
  ].join('\n');
}

function outcome(found: readonly FileDifference[], folder: string, check: boolean): string[] {
  if (found.length === 0) {
    return [`${folder} is up to date.`];
  }
  const list = found.map(({ file, is }) => `${folder}/${file}: ${is}`);
  return check ? [...list, 'The stacks need other rights than the files give. Run execution-policy without --check and review what changes.'] : [...list, 'Written. Review what has changed before you bootstrap with it.'];
}
