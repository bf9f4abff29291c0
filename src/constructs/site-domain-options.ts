import type { aws_route53 as route53 } from 'aws-cdk-lib';

/** The name of a site. */
export interface SiteDomainOptions {
  /**
   * A name of one's own for the site, such as `www.example.com`. Needs `certificateArn` or `hostedZone`.
   *
   * @default - a name of CloudFront's, with its certificate
   */
  readonly domainName?: string;

  /**
   * The ARN of the certificate for `domainName`. CloudFront takes certificates of us-east-1 only.
   *
   * @default - with `hostedZone` one is made in us-east-1, validated by a record in the zone, and renewed; otherwise CloudFront's certificate,
   * where AWS decides on the lowest version of TLS
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
   */
  readonly certificateArn?: string;

  /**
   * The zone of this account in Route 53 that gets the records of `domainName`, and that of the certificate's validation.
   *
   * @default - the records are made elsewhere, and `certificateArn` is needed
   */
  readonly hostedZone?: route53.HostedZoneAttributes;
}
