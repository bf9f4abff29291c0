import { aws_codebuild as codebuild } from 'aws-cdk-lib';
import { BuildProps, BuildProxy } from '../../../../blueprint';

type Variables = Record<string, codebuild.BuildEnvironmentVariable>;

/** A build gets its role's credentials from these addresses, and asks for its own machine there. */
const NEVER_BY_PROXY = ['localhost', '127.0.0.1', '169.254.169.254', '169.254.170.2'];

/** The environment variables of a build; CDK grants its role to read exactly the parameters and secrets among them. */
export function buildVariables({ parameters, proxy, secrets, variables }: BuildProps): Variables | undefined {
  const all = {
    ...ofType(codebuild.BuildEnvironmentVariableType.PLAINTEXT, { ...proxyVariables(proxy), ...variables }),
    ...ofType(codebuild.BuildEnvironmentVariableType.PARAMETER_STORE, parameters),
    ...ofType(codebuild.BuildEnvironmentVariableType.SECRETS_MANAGER, secrets),
  };
  return Object.keys(all).length === 0 ? undefined : all;
}

function ofType(type: codebuild.BuildEnvironmentVariableType, values: Record<string, string> = {}): Variables {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { type, value }]));
}

/** Programs differ in whether they read the upper or the lower case. */
function proxyVariables(proxy?: BuildProxy): Record<string, string> {
  if (!proxy) {
    return {};
  }
  const values = { http_proxy: proxy.http, https_proxy: proxy.https, no_proxy: [...NEVER_BY_PROXY, ...proxy.noProxy ?? []].join(',') };
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(given.flatMap(([name, value]) => [[name, value], [name.toUpperCase(), value]]));
}
