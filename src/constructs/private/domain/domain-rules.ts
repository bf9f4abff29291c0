import { aws_route53 as route53, Token } from 'aws-cdk-lib';
import type { Problems } from '../../../blueprint/private/problems';

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const DOMAIN_NAME = new RegExp(`^(?=.{1,253}$)(?:${LABEL}\\.)+${LABEL}$`);
const CERTIFICATE = /^arn:[a-z-]+:acm:([a-z0-9-]+):\d{12}:certificate\/[A-Za-z0-9-]+$/;

/** Tokens pass, as in all rules here. */
export function checkDomainName(problems: Problems, place: string, domainName?: string): void {
  if (isKnown(domainName) && !DOMAIN_NAME.test(domainName)) {
    problems.add(place, 'must be a domain name in small letters', domainName, 'Write it without "https://" and without a path, such as "api.example.com".');
  }
}

/** A certificate is used in the region that it was requested in, and nowhere else. */
export function checkCertificate(problems: Problems, place: string, certificateArn: string | undefined, region: string, remedy: string): void {
  if (!isKnown(certificateArn)) {
    return;
  }
  const found = CERTIFICATE.exec(certificateArn)?.[1];
  if (found === undefined) {
    problems.add(place, 'must be the ARN of a certificate', certificateArn, `Write "arn:aws:acm:${isKnown(region) ? region : 'eu-west-1'}:111111111111:certificate/…".`);
  } else if (isKnown(region) && found !== region) {
    problems.add(place, `must be of ${region}`, certificateArn, remedy);
  }
}

/** CloudFront reads certificates of one region only. */
export function checkCloudFrontCertificate(problems: Problems, place: string, certificateArn?: string): void {
  checkCertificate(problems, place, certificateArn, 'us-east-1', 'CloudFront takes certificates of us-east-1 only: request one there.');
}

/**
 * Records outside of their zone are refused by Route 53 at deployment, and a certificate would wait for its validation for hours.
 *
 * @param prefix what stands before the names of the options, such as `entrance.`
 */
export function checkZone(problems: Problems, prefix: string, domainName?: string, zone?: route53.HostedZoneAttributes): void {
  if (!zone) {
    return;
  }
  if (isKnown(zone.hostedZoneId) && !/^Z[A-Z0-9]{1,31}$/.test(zone.hostedZoneId)) {
    problems.add(`${prefix}hostedZone.hostedZoneId`, 'must be the id of a zone', zone.hostedZoneId, 'Write it as Route 53 does, such as "Z0123456789ABC".');
  }
  const zoneName = isKnown(zone.zoneName) ? zone.zoneName.replace(/\.$/, '') : undefined;
  if (isKnown(domainName) && zoneName !== undefined && domainName !== zoneName && !domainName.endsWith(`.${zoneName}`)) {
    problems.add(`${prefix}domainName`, `must be in the zone ${zoneName}`, domainName, 'Give the zone that the name belongs to.');
  }
}

/** The only countries that are answered. */
export function checkCountries(problems: Problems, place: string, countries?: readonly string[]): void {
  if (countries?.length === 0) {
    problems.add(place, 'must name a country', countries, 'Leave it out to answer all countries.');
  }
  countries?.filter((country) => isKnown(country) && !/^[A-Z]{2}$/.test(country)).forEach((country) => {
    problems.add(place, 'must be two capital letters each', country, 'Write countries as ISO 3166-1 does, such as "DE".');
  });
}

function isKnown(value: string | undefined): value is string {
  return value !== undefined && !Token.isUnresolved(value);
}
