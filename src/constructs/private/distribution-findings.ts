import type { aws_cloudfront as cloudfront } from 'aws-cdk-lib';
import { acknowledge } from './acknowledge';

/** What a distribution has got of what AwsSolutions asks for. */
export interface DistributionFindings {
  readonly limitsCountries?: boolean;
  readonly hasCertificate?: boolean;
  readonly hasWebAcl?: boolean;
  /** Whether a web ACL stands in front of its only origin. */
  readonly hasProtectedOrigin?: boolean;
}

/** Accepts the findings that a distribution has until it gets a domain, a web ACL and a list of countries of its own. */
export function acknowledgeDistribution(distribution: cloudfront.Distribution, has: DistributionFindings = {}): void {
  if (!has.limitsCountries) {
    acknowledge(distribution, 'CFR1', 'Visitors are not limited to countries: where a product is offered is its owner\'s decision, not the infrastructure\'s.');
  }
  if (!has.hasWebAcl) {
    acknowledge(distribution, 'CFR2', has.hasProtectedOrigin
      ? 'The web ACL stands on the load balancer, the only origin: there it needs no other region.'
      : 'There is no web ACL yet: it costs a fixed price a month and lives in us-east-1, so it comes as a setting of its own.');
  }
  if (!has.hasCertificate) {
    acknowledge(distribution, 'CFR4', 'With CloudFront\'s default certificate AWS sets the lowest TLS version and ignores any other; a domain of one\'s own ends this.');
  }
}
