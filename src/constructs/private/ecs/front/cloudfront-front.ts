import { aws_elasticloadbalancingv2 as elbv2 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { letCloudFrontIn } from './cloudfront-group';
import { createDistribution } from './distribution';
import type { Front, FrontSettings, OpenFront } from './front';
import { createLoadBalancer } from './load-balancer';
import type { Problems } from '../../../../blueprint/private/problems';
import type { CloudFrontEntranceOptions } from '../../../service-entrance';
import { checkCloudFrontCertificate, checkCountries, checkDomainName, checkZone } from '../../domain/domain-rules';

/** Where the load balancer listens. Only CloudFront reaches it, through the private network. */
const LISTENER_PORT = 80;

/** CloudFront, and a load balancer that nobody on the internet can reach. */
export class CloudFrontFront implements Front {
  public readonly isPublic = false;

  public constructor(private readonly options: CloudFrontEntranceOptions) {}

  public check(problems: Problems): void {
    const { domainName, certificateArn, hostedZone, countries } = this.options;
    checkDomainName(problems, 'entrance.domainName', domainName);
    checkCloudFrontCertificate(problems, 'entrance.certificateArn', certificateArn);
    checkZone(problems, 'entrance.', domainName, hostedZone);
    if ((domainName === undefined) !== (certificateArn === undefined)) {
      const missing = domainName === undefined ? 'domainName' : 'certificateArn';
      problems.add(`entrance.${missing}`, 'must be given', undefined, 'A domain name needs a certificate, and the other way round: give both or neither.');
    }
    if (hostedZone && domainName === undefined) {
      problems.add('entrance.domainName', 'must be given', undefined, 'The records in hostedZone need a name.');
    }
    checkCountries(problems, 'entrance.countries', countries);
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
