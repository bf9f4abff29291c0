import { Environment } from 'aws-cdk-lib';
import type { Problems } from '../../blueprint/private/problems';

/**
 * A stage is deployed to a known place: pipelines need the account to assume a role in it, and load balancers the region.
 * Tokens pass.
 */
export function checkEnvironment(problems: Problems, env: Environment): void {
  for (const part of ['account', 'region'] as const) {
    if (!env[part]) {
      problems.add(`env.${part}`, 'must be given', env[part], 'Pass `env: { account: environment.account, region: environment.region }` from the blueprint.');
    }
  }
}
