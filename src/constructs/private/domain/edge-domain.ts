import { aws_certificatemanager as acm, aws_cloudfront as cloudfront } from 'aws-cdk-lib';
import type { EdgeLocationOptions } from '../../edge-location-options';

/** What CloudFront answers to and from where, with TLS 1.2 or newer where the name is one's own. */
export function edgeDomain(options: EdgeLocationOptions, domainName?: string, certificate?: acm.ICertificate): Partial<cloudfront.DistributionProps> {
  return {
    httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
    priceClass: options.priceClass,
    geoRestriction: options.countries && cloudfront.GeoRestriction.allowlist(...options.countries),
    ...(domainName !== undefined && certificate && {
      domainNames: [domainName], certificate, minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
    }),
  };
}
