import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import { EMULATOR_CREDENTIALS } from './emulator-endpoint';
import { ActionFailure } from '../../execution/action-outcome';
import type { ActionDefinition } from '../../model/pipeline-definition';
import { accountOfRole, StackReference } from '../deployment';

/** The pipeline's own role has a name only once it is deployed; an emulator looks at the account of a role. */
const PIPELINE_ROLE = 'role-of-the-pipeline';

/** Takes on the roles of actions, as CodePipeline does, and gives clients that act as them. */
export class AccountAccess {
  constructor(private readonly endpoint: string, private readonly signal: AbortSignal) {}

  /** A client for the account and region of the action's stack. */
  public async cloudFormation({ action, stack: { account, region } }: StackReference): Promise<CloudFormation> {
    const roleArn = roleOf(action, account);
    const { STS } = await import('@aws-sdk/client-sts');
    const sts = new STS(this.settings(region, EMULATOR_CREDENTIALS));
    try {
      const { Credentials } = await sts.assumeRole({ RoleArn: roleArn, RoleSessionName: 'rehearsal' }, { abortSignal: this.signal });
      const { CloudFormation } = await import('@aws-sdk/client-cloudformation');
      return new CloudFormation(this.settings(region, {
        accessKeyId: Credentials!.AccessKeyId!, secretAccessKey: Credentials!.SecretAccessKey!, sessionToken: Credentials!.SessionToken!,
      }));
    } finally {
      sts.destroy();
    }
  }

  /** All that the developer's own environment could otherwise redirect. */
  private settings(region: string, credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }) {
    return { endpoint: this.endpoint, region, credentials, useFipsEndpoint: false, useDualstackEndpoint: false };
  }
}

/**
 * The role that CodePipeline takes on for the action.
 *
 * @throws ActionFailure if the action then hands a role of another account to CloudFormation, which IAM refuses:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export function roleOf({ roleArn, configuration }: ActionDefinition, account: string): string {
  const handedOver = accountOfRole(configuration.RoleArn);
  if (handedOver !== undefined && handedOver !== account) {
    throw new ActionFailure(`the action acts in the account ${account} and cannot hand over a role of ${handedOver} in Configuration.RoleArn`);
  }
  return accountOfRole(roleArn) === undefined ? `arn:aws:iam::${account}:role/${PIPELINE_ROLE}` : roleArn!;
}
