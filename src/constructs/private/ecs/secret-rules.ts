import { Token } from 'aws-cdk-lib';
import type { Problems } from '../../../blueprint/private/problems';
import { looksLikeSecret, withoutSecret } from '../../../blueprint/private/secret-values';

const REMEDY = 'Whoever may read the task definition reads it: keep it in Secrets Manager or Parameter Store, and name it in secrets or parameters.';

/** Plain settings are stored readable in every task definition for ever, so secrets are refused. Tokens pass. */
export function checkSecrets(problems: Problems, environment: Record<string, string>): void {
  for (const [name, value] of Object.entries(environment)) {
    if (!Token.isUnresolved(value) && looksLikeSecret(name, value)) {
      problems.add(`environment.${name}`, 'must not be a secret', withoutSecret(value), REMEDY);
    }
  }
}
