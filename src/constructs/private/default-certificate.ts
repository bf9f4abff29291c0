import type { aws_cloudfront as cloudfront } from 'aws-cdk-lib';
import { acknowledge } from './acknowledge';

/** The findings that every distribution has until it gets a domain and a web ACL of its own. */
export function acknowledgeDefaultCertificate(distribution: cloudfront.Distribution): void {
  acknowledge(distribution, 'CFR1', 'Visitors are not limited to countries: where a product is offered is its owner\'s decision, not the infrastructure\'s.');
  acknowledge(distribution, 'CFR2', 'There is no web ACL yet: it costs a fixed price a month and lives in us-east-1, so it comes as a setting of its own.');
  acknowledge(distribution, 'CFR4', 'With CloudFront\'s default certificate AWS sets the lowest TLS version and ignores any other; a domain of one\'s own ends this.');
}
