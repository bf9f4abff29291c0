import { aws_elasticloadbalancingv2 as elbv2, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { letCloudFrontIn } from './cloudfront-group';
import { createDistribution } from './distribution';
import { checkCertificate, checkDomainName, checkZone } from './domain-rules';
import type { Front, FrontSettings, OpenFront } from './front';
import { createLoadBalancer } from './load-balancer';
import type { Problems } from '../../../../blueprint/private/problems';
import type { CloudFrontEntranceOptions } from '../../../service-entrance';

/** Where CloudFront reads certificates and web ACLs. */
const CLOUDFRONT_REGION = 'us-east-1';

/** Where the load balancer listens. Only CloudFront reaches it, through the private network. */
const LISTENER_PORT = 80;

/** CloudFront, and a load balancer that nobody on the internet can reach. */
export class CloudFrontFront implements Front {
  public readonly isPublic = false;

  public constructor(private readonly options: CloudFrontEntranceOptions) {}

  public check(problems: Problems): void {
    const { domainName, certificateArn, hostedZone, countries } = this.options;
    checkDomainName(problems, domainName);
    checkCertificate(problems, certificateArn, CLOUDFRONT_REGION, 'CloudFront takes certificates of us-east-1 only: request one there.');
    checkZone(problems, domainName, hostedZone);
    if ((domainName === undefined) !== (certificateArn === undefined)) {
      const missing = domainName === undefined ? 'domainName' : 'certificateArn';
      problems.add(`entrance.${missing}`, 'must be given', undefined, 'A domain name needs a certificate, and the other way round: give both or neither.');
    }
    if (hostedZone && domainName === undefined) {
      problems.add('entrance.domainName', 'must be given', undefined, 'The records in hostedZone need a name.');
    }
    checkCountries(problems, countries);
  }

  public open(scope: Construct, settings: FrontSettings): OpenFront {
    const loadBalancer = createLoadBalancer(scope, settings, this.isPublic);
    const listener = loadBalancer.addListener('Http', {
      port: LISTENER_PORT,
      protocol: elbv2.ApplicationProtocol.HTTP,
      // An open listener would let in every address; who may enter is decided below.
      open: false,
    });
    const distribution = createDistribution(scope, { ...settings, loadBalancer, port: LISTENER_PORT, options: this.options });
    letCloudFrontIn(scope, { ...settings, loadBalancer, distribution, port: LISTENER_PORT });
    return { loadBalancer, listener, distribution, url: `https://${this.options.domainName ?? distribution.distributionDomainName}` };
  }
}

function checkCountries(problems: Problems, countries?: readonly string[]): void {
  if (countries?.length === 0) {
    problems.add('entrance.countries', 'must name a country', countries, 'Leave it out to answer all countries.');
  }
  countries?.filter((country) => !Token.isUnresolved(country) && !/^[A-Z]{2}$/.test(country)).forEach((country) => {
    problems.add('entrance.countries', 'must be two capital letters each', country, 'Write countries as ISO 3166-1 does, such as "DE".');
  });
}
