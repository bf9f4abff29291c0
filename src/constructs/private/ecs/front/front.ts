import type { aws_cloudfront as cloudfront, aws_ec2 as ec2, aws_elasticloadbalancingv2 as elbv2, aws_s3 as s3 } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EnvironmentProfile } from '../../../../blueprint';
import type { Problems } from '../../../../blueprint/private/problems';

/** What every entrance needs. */
export interface FrontSettings {
  readonly profile: EnvironmentProfile;
  readonly vpc: ec2.IVpc;
  readonly logs: s3.IBucket;
  readonly loadBalancerName?: string;
  /** Whether a web ACL stands on the load balancer. */
  readonly isProtected: boolean;
  /** The web ACL of CloudFront. */
  readonly globalWebAclArn?: string;
}

/** An entrance that is there. */
export interface OpenFront {
  readonly loadBalancer: elbv2.ApplicationLoadBalancer;
  /** Where requests arrive that tasks answer. */
  readonly listener: elbv2.ApplicationListener;
  readonly distribution?: cloudfront.Distribution;
  readonly url: string;
}

/** A way into a service. */
export interface Front {
  /** Whether the internet reaches the load balancer itself. */
  readonly isPublic: boolean;

  /** Reports every value that cannot work for a service of this region, which may be a token. */
  check(problems: Problems, region: string): void;

  open(scope: Construct, settings: FrontSettings): OpenFront;
}
