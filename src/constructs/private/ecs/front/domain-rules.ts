import { aws_route53 as route53, Token } from 'aws-cdk-lib';
import type { Problems } from '../../../../blueprint/private/problems';

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const DOMAIN_NAME = new RegExp(`^(?=.{1,253}$)(?:${LABEL}\\.)+${LABEL}$`);
const CERTIFICATE = /^arn:[a-z-]+:acm:([a-z0-9-]+):\d{12}:certificate\/[A-Za-z0-9-]+$/;

/** Tokens pass, as in all rules here. */
export function checkDomainName(problems: Problems, domainName?: string): void {
  if (isKnown(domainName) && !DOMAIN_NAME.test(domainName)) {
    problems.add('entrance.domainName', 'must be a domain name in small letters', domainName, 'Write it without "https://" and without a path, such as "api.example.com".');
  }
}

/** A certificate is used in the region that it was requested in, and nowhere else. */
export function checkCertificate(problems: Problems, certificateArn: string | undefined, region: string, remedy: string): void {
  if (!isKnown(certificateArn)) {
    return;
  }
  const found = CERTIFICATE.exec(certificateArn)?.[1];
  if (found === undefined) {
    problems.add('entrance.certificateArn', 'must be the ARN of a certificate', certificateArn, `Write "arn:aws:acm:${isKnown(region) ? region : 'eu-west-1'}:111111111111:certificate/…".`);
  } else if (isKnown(region) && found !== region) {
    problems.add('entrance.certificateArn', `must be of ${region}`, certificateArn, remedy);
  }
}

/** Records outside of their zone are refused by Route 53 at deployment, and a certificate would wait for its validation for hours. */
export function checkZone(problems: Problems, domainName?: string, zone?: route53.HostedZoneAttributes): void {
  if (!zone) {
    return;
  }
  if (isKnown(zone.hostedZoneId) && !/^Z[A-Z0-9]{1,31}$/.test(zone.hostedZoneId)) {
    problems.add('entrance.hostedZone.hostedZoneId', 'must be the id of a zone', zone.hostedZoneId, 'Write it as Route 53 does, such as "Z0123456789ABC".');
  }
  const zoneName = isKnown(zone.zoneName) ? zone.zoneName.replace(/\.$/, '') : undefined;
  if (isKnown(domainName) && zoneName !== undefined && domainName !== zoneName && !domainName.endsWith(`.${zoneName}`)) {
    problems.add('entrance.domainName', `must be in the zone ${zoneName}`, domainName, 'Give the zone that the name belongs to.');
  }
}

function isKnown(value: string | undefined): value is string {
  return value !== undefined && !Token.isUnresolved(value);
}
