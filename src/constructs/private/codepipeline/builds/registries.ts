import { aws_iam as iam, Stack } from 'aws-cdk-lib';
import { PackageRegistry, PackageRegistryType } from '../../../../blueprint';

const TOOLS: Record<PackageRegistryType, string> = { [PackageRegistryType.NPM]: 'npm', [PackageRegistryType.PYPI]: 'pip' };

/**
 * The commands that let npm and pip install from CodeArtifact.
 *
 * The CLI writes the token into the tool's own configuration, never to the log.
 *
 * @see https://docs.aws.amazon.com/codeartifact/latest/ug/tokens-authentication.html
 */
export function loginCommands(registries: readonly PackageRegistry[]): string[] {
  return registries.map(({ type, domain, owner, repository }) =>
    `aws codeartifact login --tool ${TOOLS[type]} --domain ${domain} --domain-owner ${owner} --repository ${repository}`);
}

/** @see https://docs.aws.amazon.com/codeartifact/latest/ug/auth-and-access-control-iam-identity-based-access-control.html */
export function allowToInstall(grantee: iam.IGrantable & { readonly stack: Stack }, registries: readonly PackageRegistry[]): void {
  for (const { domain, owner, repository } of registries) {
    const arnOf = (resource: string, resourceName: string) => grantee.stack.formatArn({ service: 'codeartifact', account: owner, resource, resourceName });
    allow(grantee, ['codeartifact:GetAuthorizationToken'], arnOf('domain', domain));
    allow(grantee, ['codeartifact:GetRepositoryEndpoint', 'codeartifact:ReadFromRepository'], arnOf('repository', `${domain}/${repository}`));
  }
  if (registries.length > 0) {
    allow(grantee, ['sts:GetServiceBearerToken'], '*', { StringEquals: { 'sts:AWSServiceName': 'codeartifact.amazonaws.com' } });
  }
}

function allow(grantee: iam.IGrantable, actions: string[], resource: string, conditions?: Record<string, unknown>): void {
  grantee.grantPrincipal.addToPrincipalPolicy(new iam.PolicyStatement({ actions, resources: [resource], conditions }));
}
