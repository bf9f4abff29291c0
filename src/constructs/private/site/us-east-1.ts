import { Annotations, Stack, Token } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import type { EnvironmentProfile } from '../../../blueprint';

/** Where CloudFront reads certificates and web ACLs, and reports what it measures. */
export const EDGE_REGION = 'us-east-1';

/** Where a site has what must be in us-east-1: in its own stack if that is there, and otherwise in stacks before and after it. */
export class UsEast1 {
  private readonly main: Stack;
  private readonly made = new Set<Stack>();

  public constructor(private readonly site: Construct, private readonly profile: EnvironmentProfile) {
    this.main = deployedStack(site);
  }

  /** What the distribution needs is deployed before it. */
  public before(): Construct {
    return this.scopeIn('Global', 'What CloudFront reads in us-east-1');
  }

  /** What watches the distribution is deployed after it. */
  public after(): Construct {
    return this.scopeIn('Alarms', 'What watches CloudFront in us-east-1');
  }

  /** A name of this account in us-east-1. Stacks of one name may be in several regions. */
  public nameOf(what: string): string {
    return [this.main.stackName, this.main.region, this.idInStack, what].join('-');
  }

  /** Says which stacks were made, because their region must be bootstrapped. */
  public tell(): void {
    const names = [...this.made].map(({ stackName }) => stackName);
    if (names.length > 0) {
      const account = Token.isUnresolved(this.main.account) ? 'the account' : `account ${this.main.account}`;
      Annotations.of(this.site).addInfo(
        `To ${EDGE_REGION}, the only region where CloudFront reads certificates and web ACLs and is measured, ${names.length === 1 ? 'goes the stack' : 'go the stacks'} ` +
        `${names.join(' and ')}. Bootstrap ${account} there, too, and the tools account if a CodePipeline delivers them.`,
      );
    }
  }

  private scopeIn(kind: string, description: string): Construct {
    return this.main.region === EDGE_REGION ? this.site : this.scopeInOther(this.stackFor(kind, description));
  }

  /** Several sites of one stack share it. */
  private stackFor(kind: string, description: string): Stack {
    const { main, profile } = this;
    const [parent, id] = [main.node.scope!, `${main.node.id}${kind}`];
    const stack = parent.node.tryFindChild(id) as Stack | undefined ?? new Stack(parent, id, {
      description,
      env: { account: main.account, region: EDGE_REGION },
      stackName: `${main.stackName}-${kind.toLowerCase()}`,
      terminationProtection: profile.protectsFromDeletion,
    });
    this.made.add(stack);
    return stack;
  }

  private scopeInOther(stack: Stack): Construct {
    return stack.node.tryFindChild(this.idInStack) as Construct | undefined ?? new Construct(stack, this.idInStack);
  }

  private get idInStack(): string {
    return this.site.node.scopes.slice(this.main.node.scopes.length).map(({ node }) => node.id).join('-');
  }
}

/** Nested stacks are deployed with the one around them. */
function deployedStack(construct: IConstruct): Stack {
  const stack = Stack.of(construct);
  return stack.nestedStackParent ? deployedStack(stack.nestedStackParent) : stack;
}
