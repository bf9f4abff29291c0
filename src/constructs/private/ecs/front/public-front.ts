import { aws_certificatemanager as acm, aws_elasticloadbalancingv2 as elbv2, aws_route53_targets as targets } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Front, FrontSettings, OpenFront } from './front';
import { createLoadBalancer } from './load-balancer';
import type { Problems } from '../../../../blueprint/private/problems';
import type { PublicLoadBalancerOptions } from '../../../service-entrance';
import { acknowledge } from '../../acknowledge';
import { addRecords, zoneOf } from '../../domain/alias-records';
import { checkCertificate, checkDomainName, checkZone } from '../../domain/domain-rules';

/** A load balancer that the internet reaches by HTTPS. */
export class PublicFront implements Front {
  public readonly isPublic = true;

  public constructor(private readonly options: PublicLoadBalancerOptions) {}

  public check(problems: Problems, region: string): void {
    const { domainName, certificateArn, hostedZone } = this.options;
    checkDomainName(problems, 'entrance.domainName', domainName);
    checkCertificate(problems, 'entrance.certificateArn', certificateArn, region, 'A load balancer takes certificates of its own region only: request one there.');
    checkZone(problems, 'entrance.', domainName, hostedZone);
    if (certificateArn === undefined && !hostedZone) {
      problems.add('entrance.certificateArn', 'must be given', undefined, 'Give a certificate, or hostedZone for one that is made and renewed.');
    }
  }

  public open(scope: Construct, settings: FrontSettings): OpenFront {
    const loadBalancer = createLoadBalancer(scope, settings, this.isPublic);
    const listener = loadBalancer.addListener('Https', {
      port: 443,
      protocol: elbv2.ApplicationProtocol.HTTPS,
      sslPolicy: elbv2.SslPolicy.TLS13_RES,
      certificates: [this.certificate(scope)],
    });
    loadBalancer.addListener('HttpRedirect', {
      port: 80,
      protocol: elbv2.ApplicationProtocol.HTTP,
      defaultAction: elbv2.ListenerAction.redirect({ protocol: 'HTTPS', port: '443', permanent: true }),
    });
    acknowledge(
      loadBalancer.node.findChild('SecurityGroup'), 'EC23',
      'This entrance is public because its owner chose it: everybody may reach its two ports, of which one only redirects to the other.',
    );
    addRecords(scope, this.options, new targets.LoadBalancerTarget(loadBalancer), { ipv6: false });
    return { loadBalancer, listener, url: `https://${this.options.domainName}` };
  }

  private certificate(scope: Construct): acm.ICertificate {
    const { domainName, certificateArn, hostedZone } = this.options;
    return certificateArn !== undefined
      ? acm.Certificate.fromCertificateArn(scope, 'Certificate', certificateArn)
      : new acm.Certificate(scope, 'Certificate', { domainName, validation: acm.CertificateValidation.fromDns(zoneOf(scope, hostedZone!)) });
  }
}
