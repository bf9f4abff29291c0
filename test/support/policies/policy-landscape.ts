import { CloudFormationStack } from './cloudformation-template';

export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: Record<string, any>[];
}

/** A role with all that is attached to it. */
export interface Role {
  readonly arn: string;
  readonly account: string;
  readonly trust: PolicyDocument;
  readonly tags: Record<string, string>;
  readonly policies: { name: string; policy: PolicyDocument }[];
  /** Managed policies whose text is not known here; questions about such a role are refused. */
  readonly unknownPolicies: string[];
}

/** What AWS's managed policies say, as far as the bootstrap attaches them to roles that the tests ask about. */
const MANAGED: Record<string, string[]> = {
  'arn:aws:iam::aws:policy/AdministratorAccess': ['*'],
  'arn:aws:iam::aws:policy/AWSCloudFormationReadOnlyAccess': ['Describe*', 'EstimateTemplateCost', 'Get*', 'List*', 'ValidateTemplate', 'Detect*']
    .map((action) => `cloudformation:${action}`),
};

/** All roles and resource policies of some stacks in some accounts. */
export class PolicyLandscape {
  public readonly roles = new Map<string, Role>();
  private readonly resources = new Map<string, { account: string; policy?: PolicyDocument }>();

  public constructor(stacks: CloudFormationStack[]) {
    stacks.forEach((stack) => this.collectRolesAndResources(stack));
    stacks.forEach((stack) => this.attachPolicies(stack));
  }

  /** The account and the resource policy of what an ARN names; objects belong to their bucket. */
  public resource(arn: string): { account: string; policy?: PolicyDocument } {
    const known = this.resources.get(arn) ?? this.resources.get(arn.split('/')[0]);
    const account = known?.account ?? arn.split(':')[4];
    if (!account) {
      throw new Error(`Landscape: nobody owns ${arn}`);
    }
    return { account, policy: known?.policy };
  }

  /** The one role whose ARN contains a text. */
  public roleLike(text: string): string {
    return only([...this.roles.keys()].filter((arn) => arn.includes(text)), text);
  }

  /** The one bucket, key, project or function whose ARN contains all texts. */
  public resourceLike(...texts: string[]): string {
    return only([...this.resources.keys()].filter((arn) => texts.every((text) => arn.includes(text))), texts.join(', '));
  }

  /** The one bucket, key or project whose ARN matches, where other ARNs contain its name. */
  public resourceMatching(pattern: RegExp): string {
    return only([...this.resources.keys()].filter((arn) => pattern.test(arn)), String(pattern));
  }

  private collectRolesAndResources(stack: CloudFormationStack): void {
    const { account } = stack.place;
    for (const [id, { Type, Properties = {} }] of stack.resources()) {
      if (Type === 'AWS::IAM::Role') {
        const managed: string[] = Properties.ManagedPolicyArns ?? [];
        this.roles.set(stack.arnOf(id), {
          arn: stack.arnOf(id),
          account,
          trust: Properties.AssumeRolePolicyDocument,
          tags: Object.fromEntries((Properties.Tags ?? []).map((tag: { Key: string; Value: string }) => [tag.Key, tag.Value])),
          policies: [
            ...(Properties.Policies ?? []).map((inline: any) => ({ name: inline.PolicyName, policy: inline.PolicyDocument })),
            ...managed.filter((arn) => arn in MANAGED).map((arn) => ({ name: arn.split('/')[1], policy: allow(MANAGED[arn]) })),
          ],
          unknownPolicies: managed.filter((arn) => !(arn in MANAGED)),
        });
      } else if (Type === 'AWS::KMS::Key') {
        this.resources.set(stack.arnOf(id), { account, policy: Properties.KeyPolicy });
      } else if (['AWS::S3::Bucket', 'AWS::CodeBuild::Project', 'AWS::CodePipeline::Pipeline', 'AWS::ECR::Repository', 'AWS::Lambda::Function'].includes(Type)) {
        this.resources.set(stack.arnOf(id), { account });
      }
    }
  }

  private attachPolicies(stack: CloudFormationStack): void {
    for (const [id, { Type, Properties = {} }] of stack.resources()) {
      if (Type === 'AWS::IAM::Policy') {
        for (const role of Properties.Roles as string[]) {
          this.roles.get(`arn:aws:iam::${stack.place.account}:role/${role}`)!.policies.push({ name: id, policy: Properties.PolicyDocument });
        }
      } else if (Type === 'AWS::S3::BucketPolicy') {
        this.resources.set(`arn:aws:s3:::${Properties.Bucket}`, { account: stack.place.account, policy: Properties.PolicyDocument });
      }
    }
  }
}

export function allow(actions: string[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] };
}

function only(found: string[], text: string): string {
  if (found.length !== 1) {
    throw new Error(`Landscape: expected one ARN with ${text}, found: ${found.join(', ') || 'none'}`);
  }
  return found[0];
}
