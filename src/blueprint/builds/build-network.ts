/**
 * The network that a build or a check runs in, to reach what is private there.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/vpc-support.html
 */
export interface BuildNetwork {
  /** The VPC in the tools account, such as `vpc-0123456789abcdef0`. */
  readonly vpcId: string;

  /** Private subnets with a way to the internet or to the endpoints of CodeBuild, S3 and CloudWatch Logs. 1 to 16. */
  readonly subnetIds: string[];

  /** The security groups of the build or check. 1 to 5. */
  readonly securityGroupIds: string[];
}

/** The proxy through which a build reaches other machines. */
export interface BuildProxy {
  /**
   * The proxy for HTTP, such as `http://proxy.example.com:3128`. No credentials.
   *
   * @default - no proxy for HTTP
   */
  readonly http?: string;

  /**
   * The proxy for HTTPS. No credentials.
   *
   * @default - no proxy for HTTPS
   */
  readonly https?: string;

  /**
   * Hosts that are reached without the proxy. Where the build gets its role's credentials is always among them.
   *
   * @default - only the addresses of the build machine itself
   */
  readonly noProxy?: string[];
}
