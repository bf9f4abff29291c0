import { createHash } from 'node:crypto';
import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** The stack that is deployed: nested ones go with the one around them. */
export function deployedStack(construct: IConstruct): Stack {
  const stack = Stack.of(construct);
  return stack.nestedStackParent ? deployedStack(stack.nestedStackParent) : stack;
}

/** The ids of a site below its stack. */
export function idInStack(site: IConstruct): string {
  return site.node.scopes.slice(deployedStack(site).node.scopes.length).map(({ node }) => node.id).join('-');
}

/**
 * A name that no other site of the account has, whichever region and application it is of: CloudFront has one list of names for all of them, and CDK
 * makes names of constructs' paths, which two applications may share. It says the name and region of the stack, and is cut where it must be.
 */
export function accountWideName(site: IConstruct, what: string, longest = 255): string {
  const { stackName, region } = deployedStack(site);
  const parts = [stackName, ...(Token.isUnresolved(region) ? [] : [region]), idInStack(site), what];
  const name = parts.join('-').replace(/[^A-Za-z0-9-]/g, '-');
  const proof = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return name.length <= longest ? name : `${name.slice(0, longest - proof.length - 1)}-${proof}`;
}
