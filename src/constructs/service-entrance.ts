import { aws_route53 as route53 } from 'aws-cdk-lib';
import type { EdgeLocationOptions } from './edge-location-options';
import { CloudFrontFront } from './private/ecs/front/cloudfront-front';
import type { Front } from './private/ecs/front/front';
import { PublicFront } from './private/ecs/front/public-front';

/** What CloudFront answers to. */
export interface CloudFrontEntranceOptions extends EdgeLocationOptions {
  /**
   * A name of one's own for the service, such as `api.example.com`. Needs `certificateArn`.
   *
   * @default - a name of CloudFront's, with its certificate
   */
  readonly domainName?: string;

  /**
   * The ARN of the certificate for `domainName`. CloudFront takes certificates of us-east-1 only.
   *
   * @default - CloudFront's certificate, where AWS decides on the lowest version of TLS
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
   */
  readonly certificateArn?: string;

  /**
   * The zone of this account in Route 53 that gets the records of `domainName`.
   *
   * @default - the records are made elsewhere
   */
  readonly hostedZone?: route53.HostedZoneAttributes;
}

/** The name of a load balancer on the internet, and how visitors know that it is the right one. */
export interface PublicLoadBalancerOptions {
  /** The name of the service, such as `api.example.com`. Nobody issues a certificate for a load balancer's own name. */
  readonly domainName: string;

  /**
   * The ARN of a certificate for `domainName` in the region of the service.
   *
   * @default - one is made, validated by a record in `hostedZone`, and renewed
   */
  readonly certificateArn?: string;

  /**
   * The zone of this account in Route 53 that gets the record of `domainName`, and that of the validation.
   *
   * @default - the records are made elsewhere, and `certificateArn` is needed
   */
  readonly hostedZone?: route53.HostedZoneAttributes;
}

/**
 * How visitors reach a service. Both ways are HTTPS, and HTTP is redirected to it.
 *
 * A change from one to the other replaces the load balancer, its listeners and target groups, and with them the address; tasks, network
 * and logs stay. Where the profile protects from deletion the old load balancer stays, too: switch its protection off and delete it by hand.
 */
export class ServiceEntrance {
  /**
   * CloudFront in front of a load balancer that has no public address. HTTPS needs no certificate of one's own.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
   */
  public static cloudFront(options: CloudFrontEntranceOptions = {}): ServiceEntrance {
    return new ServiceEntrance(new CloudFrontFront(options));
  }

  /**
   * A load balancer that the whole internet reaches, with TLS 1.2 or 1.3. Use it where CloudFront must not stand between, such as for
   * clients with fixed addresses in one region.
   */
  public static publicLoadBalancer(options: PublicLoadBalancerOptions): ServiceEntrance {
    return new ServiceEntrance(new PublicFront(options));
  }

  private constructor(private readonly front: Front) {}

  /** @internal */
  public get _front(): Front {
    return this.front;
  }
}
