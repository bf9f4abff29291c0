import { aws_certificatemanager as acm, aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, aws_elasticloadbalancingv2 as elbv2, aws_route53_targets as targets } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { FrontSettings } from './front';
import type { CloudFrontEntranceOptions } from '../../../service-entrance';
import { acknowledgeDistribution } from '../../distribution-findings';
import { addRecords } from '../../domain/alias-records';
import { edgeDomain } from '../../domain/edge-domain';

export interface DistributionSettings extends FrontSettings {
  readonly loadBalancer: elbv2.ApplicationLoadBalancer;
  readonly port: number;
  readonly options: CloudFrontEntranceOptions;
}

/**
 * HTTPS for viewers, and the only way to a load balancer that is private.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
 */
export function createDistribution(scope: Construct, settings: DistributionSettings): cloudfront.Distribution {
  const { vpc, loadBalancer, logs, options } = settings;
  const vpcOrigin = new cloudfront.VpcOrigin(scope, 'VpcOrigin', {
    endpoint: cloudfront.VpcOriginEndpoint.applicationLoadBalancer(loadBalancer),
    httpPort: settings.port,
    protocolPolicy: cloudfront.OriginProtocolPolicy.HTTP_ONLY,
  });
  // CloudFront takes a network as an origin only once it has an internet gateway, although no request passes through it.
  vpcOrigin.node.addDependency(vpc.internetConnectivityEstablished);

  const distribution = new cloudfront.Distribution(scope, 'Distribution', {
    ...edgeDomain(options, options.domainName, givenCertificate(scope, options)),
    logBucket: logs,
    logFilePrefix: 'cloudfront/',
    webAclId: settings.globalWebAclArn,
    defaultBehavior: {
      origin: origins.VpcOrigin.withVpcOrigin(vpcOrigin, { domainName: loadBalancer.loadBalancerDnsName }),
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
      // Answers of a service differ by visitor unless it says otherwise, so nothing is cached and everything is passed on.
      cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER,
      responseHeadersPolicy: cloudfront.ResponseHeadersPolicy.SECURITY_HEADERS,
    },
  });
  acknowledgeDistribution(distribution, {
    limitsCountries: options.countries !== undefined,
    hasCertificate: options.certificateArn !== undefined,
    hasWebAcl: settings.globalWebAclArn !== undefined,
    hasProtectedOrigin: settings.isProtected,
  });
  addRecords(scope, options, new targets.CloudFrontTarget(distribution), { ipv6: true });
  return distribution;
}

function givenCertificate(scope: Construct, { certificateArn }: CloudFrontEntranceOptions): acm.ICertificate | undefined {
  return certificateArn === undefined ? undefined : acm.Certificate.fromCertificateArn(scope, 'Certificate', certificateArn);
}
