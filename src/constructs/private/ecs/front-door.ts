import { aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, aws_ec2 as ec2, aws_elasticloadbalancingv2 as elbv2, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { LISTENER_PORT } from './load-balancer';
import { acknowledgeDefaultCertificate } from '../default-certificate';

/**
 * HTTPS for viewers without a certificate of one's own, and the only way to a load balancer that is private.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html
 */
export function createFrontDoor(
  scope: Construct, vpc: ec2.IVpc, loadBalancer: elbv2.ApplicationLoadBalancer, logs: s3.IBucket,
): cloudfront.Distribution {
  const vpcOrigin = new cloudfront.VpcOrigin(scope, 'VpcOrigin', {
    endpoint: cloudfront.VpcOriginEndpoint.applicationLoadBalancer(loadBalancer),
    httpPort: LISTENER_PORT,
    protocolPolicy: cloudfront.OriginProtocolPolicy.HTTP_ONLY,
  });
  // CloudFront takes a network as an origin only once it has an internet gateway, although no request passes through it.
  vpcOrigin.node.addDependency(vpc.internetConnectivityEstablished);

  const distribution = new cloudfront.Distribution(scope, 'Distribution', {
    httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
    logBucket: logs,
    logFilePrefix: 'cloudfront/',
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
  acknowledgeDefaultCertificate(distribution);
  return distribution;
}
