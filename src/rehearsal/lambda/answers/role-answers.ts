import { targets } from '../../execution/aws-answers';
import type { ExecutionContext } from '../../execution/execution-context';
import { accessKeyOf, AwsAnswers, AwsError } from '../aws-call';

/** Roles that a function takes on: those of accounts that the app delivers to. What they allow is for AWS to say. */
export function roleAnswers(caller: string, context: ExecutionContext): AwsAnswers {
  const accounts = new Set([context.definition.stack.account, ...targets(context).map(({ account }) => account)]);
  return {
    'sts AssumeRole': ({ input: { RoleArn: arn, RoleSessionName: session } }) => {
      const [, account, role] = /^arn:[^:]*:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(String(arn)) ?? [];
      if (!role || typeof session !== 'string') {
        throw new AwsError('ValidationError', 'AssumeRole needs the ARN of a role and a name for the session');
      }
      const credentials = { AccessKeyId: accessKeyOf(account), SecretAccessKey: 'rehearsal', SessionToken: 'rehearsal', Expiration: hourAfter(context.clock.now()) };
      const user = { AssumedRoleId: `REHEARSAL:${session}`, Arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}` };
      return accounts.has(account) ? { Credentials: credentials, AssumedRoleUser: user } : undefined;
    },
    'sts GetCallerIdentity': ({ account }) => ({ Account: account, UserId: 'REHEARSAL', Arn: `arn:aws:sts::${account}:assumed-role/rehearsal/${caller}` }),
  };
}

function hourAfter(moment: Date): Date {
  return new Date(moment.getTime() + 3_600_000);
}
