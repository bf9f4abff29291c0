import { aws_certificatemanager as acm } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Settings } from './settings';
import type { UsEast1 } from './us-east-1';
import type { StaticSiteProps } from '../../static-site';
import { zoneOf } from '../domain/alias-records';
import { BY_ADDRESS, BY_CONTENT, createWebAcl } from '../firewall/web-acl';

/** What CloudFront reads in us-east-1, made or given. */
export interface EdgeResources {
  readonly certificate?: acm.ICertificate;
  readonly webAclArn?: string;
}

export function edgeResources(scope: Construct, props: StaticSiteProps, settings: Settings, usEast1: UsEast1): EdgeResources {
  return { certificate: certificateOf(scope, props, settings, usEast1), webAclArn: webAclOf(settings, usEast1) };
}

function certificateOf(
  scope: Construct, { domainName, certificateArn, hostedZone }: StaticSiteProps, { makesCertificate }: Settings, usEast1: UsEast1,
): acm.ICertificate | undefined {
  if (certificateArn !== undefined) {
    return acm.Certificate.fromCertificateArn(scope, 'Certificate', certificateArn);
  }
  if (!makesCertificate) {
    return undefined;
  }
  const place = usEast1.before();
  return new acm.Certificate(place, 'Certificate', {
    domainName: domainName!, validation: acm.CertificateValidation.fromDns(zoneOf(place, hostedZone!)),
  });
}

function webAclOf({ firewall }: Settings, usEast1: UsEast1): string | undefined {
  const allowsLargeBodies = firewall._allowsLargeBodies;
  return allowsLargeBodies === undefined
    ? firewall._webAclArn
    : createWebAcl(usEast1.before(), { scope: 'CLOUDFRONT', groups: [...BY_CONTENT, ...BY_ADDRESS], allowsLargeBodies }).attrArn;
}
