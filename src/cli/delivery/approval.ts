import type { DeliverOptions } from './deliver-options';
import { UsageError } from '../../rehearsal';

interface GitHubEnvironment {
  readonly protection_rules?: readonly { readonly type: string; readonly reviewers?: readonly unknown[] }[];
}

/**
 * Fails unless GitHub asks a person before it starts a job of the environment.
 *
 * GitHub creates an environment that a workflow names without any protection, and nothing in a workflow can protect it.
 * So a forgotten setting would let a release into production unattended.
 *
 * @see https://docs.github.com/en/rest/deployments/environments#get-an-environment
 */
export async function findReviewers({ environments: [environment] }: DeliverOptions): Promise<number> {
  const repository = variable('GITHUB_REPOSITORY', 'owner/name');
  const api = process.env.GITHUB_API_URL ?? 'https://api.github.com';
  const response = await fetch(`${api}/repos/${repository}/environments/${environment}`, {
    headers: { Accept: 'application/vnd.github+json', Authorization: `Bearer ${variable('GITHUB_TOKEN', 'a token that may read actions')}` },
  });
  if (!response.ok) {
    return refuse(`GitHub does not show the environment ${environment} of ${repository}: ${response.status} ${response.statusText}.`);
  }
  const { protection_rules: rules } = await response.json() as GitHubEnvironment;
  const hasReviewers = rules?.some((rule) => rule.type === 'required_reviewers' && (rule.reviewers?.length ?? 0) > 0) ?? false;
  return hasReviewers ? 0 : refuse(`The environment ${environment} of ${repository} has no required reviewers, although its releases must be approved.`);
}

function refuse(problem: string): number {
  process.stderr.write(`${problem} Nothing was deployed. Add required reviewers under Settings > Environments of the repository.\n`);
  return 1;
}

function variable(name: string, meaning: string): string {
  const value = process.env[name];
  if (!value) {
    throw new UsageError(name, `must be ${meaning}`, 'nothing', 'A workflow of GitHub sets it; on a laptop export it.');
  }
  return value;
}
