import { Match } from 'aws-cdk-lib/assertions';
import { PublicLoadBalancerOptions, ServiceEntrance } from '../../../src/constructs';
import { onlyResource, serviceStage, serviceTemplate, serviceWith } from '../../support/services';

const domainName = 'api.example.com';
const hostedZone = { hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' };
const certificateOf = (region: string) => `arn:aws:acm:${region}:111111111111:certificate/0a1b2c`;

describe('[E1] a public load balancer', () => {
  const template = serviceTemplate({ entrance: ServiceEntrance.publicLoadBalancer({ domainName, hostedZone }) });

  test('answers by HTTPS with TLS 1.2 or 1.3', () => {
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 443, Protocol: 'HTTPS', SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06', DefaultActions: [Match.objectLike({ Type: 'forward' })],
    });
  });

  test('redirects HTTP to HTTPS for good', () => {
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 80, DefaultActions: [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } }],
    });
  });

  test('stands in public subnets and is open to the world, while tasks stay in private ones', () => {
    const { Scheme, Subnets } = onlyResource(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer').Properties;
    expect([Scheme, JSON.stringify(Subnets)]).toEqual(['internet-facing', expect.stringMatching(/PublicSubnet1.*PublicSubnet2/)]);
    const groups = Object.values(template.findResources('AWS::EC2::SecurityGroup')).flatMap(({ Properties }) => Properties.SecurityGroupIngress ?? []);
    expect(groups.map(({ CidrIp, FromPort }) => `${CidrIp} ${FromPort}`)).toEqual(['0.0.0.0/0 443', '0.0.0.0/0 80']);
    expect(JSON.stringify(onlyResource(template, 'AWS::ECS::Service').Properties.NetworkConfiguration)).toMatch(/PrivateSubnet1.*PrivateSubnet2/);
  });

  test('has the production rule where requests are answered', () => {
    const listeners = Object.entries(template.findResources('AWS::ElasticLoadBalancingV2::Listener'));
    const [https] = listeners.find(([, { Properties }]) => Properties.Port === 443)!;
    expect(onlyResource(template, 'AWS::ElasticLoadBalancingV2::ListenerRule').Properties.ListenerArn).toEqual({ Ref: https });
  });

  test('gets a certificate that its zone validates, and a record', () => {
    template.hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainName: domainName, DomainValidationOptions: [{ DomainName: domainName, HostedZoneId: hostedZone.hostedZoneId }],
    });
    expect(onlyResource(template, 'AWS::Route53::RecordSet').Properties).toMatchObject({ Name: `${domainName}.`, Type: 'A', HostedZoneId: hostedZone.hostedZoneId });
  });

  test('takes a given certificate, and leaves the records to others without a zone', () => {
    const given = serviceTemplate({ entrance: ServiceEntrance.publicLoadBalancer({ domainName, certificateArn: certificateOf('eu-west-1') }) });
    given.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', { Certificates: [{ CertificateArn: certificateOf('eu-west-1') }] });
    ['AWS::CertificateManager::Certificate', 'AWS::Route53::RecordSet'].forEach((type) => given.resourceCountIs(type, 0));
  });

  test('has no CloudFront, and its name is the address', () => {
    ['AWS::CloudFront::Distribution', 'AWS::CloudFront::VpcOrigin', 'Custom::AWS'].forEach((type) => template.resourceCountIs(type, 0));
    const { service } = serviceStage({ entrance: ServiceEntrance.publicLoadBalancer({ domainName, hostedZone }) });
    expect([service.distribution, service.url]).toEqual([undefined, 'https://api.example.com']);
  });

  test('takes over no listener or target group of the other entrance, because a target group has one load balancer only', () => {
    const types = ['AWS::ElasticLoadBalancingV2::Listener', 'AWS::ElasticLoadBalancingV2::TargetGroup', 'AWS::ElasticLoadBalancingV2::ListenerRule'];
    const ids = (of: typeof template) => types.flatMap((type) => Object.keys(of.findResources(type)));
    expect(ids(template).filter((id) => ids(serviceTemplate()).includes(id))).toEqual([]);
  });
});

describe('[E1] CloudFront', () => {
  const entrance = ServiceEntrance.cloudFront({ domainName, certificateArn: certificateOf('us-east-1'), hostedZone, countries: ['DE', 'FR'] });

  test('answers to a name of one\'s own with TLS 1.2 or later, in the countries that are named', () => {
    serviceTemplate({ entrance }).hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Aliases: [domainName],
        ViewerCertificate: { AcmCertificateArn: certificateOf('us-east-1'), MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' },
        Restrictions: { GeoRestriction: { RestrictionType: 'whitelist', Locations: ['DE', 'FR'] } },
      },
    });
    expect(serviceStage({ entrance }).service.url).toBe('https://api.example.com');
  });

  test('gets records for both kinds of addresses', () => {
    const records = Object.values(serviceTemplate({ entrance }).findResources('AWS::Route53::RecordSet'));
    expect(records.map(({ Properties }) => Properties.Type).sort()).toEqual(['A', 'AAAA']);
  });
});

describe('[E1] bad entrances', () => {
  const cloudFront = (options: Parameters<typeof ServiceEntrance.cloudFront>[0]) => serviceWith({ entrance: ServiceEntrance.cloudFront(options) });
  const loadBalancer = (options: PublicLoadBalancerOptions) => serviceWith({ entrance: ServiceEntrance.publicLoadBalancer(options) });

  test('with a certificate of another region fail at synth', () => {
    expect(cloudFront({ domainName, certificateArn: certificateOf('eu-west-1') }))
      .toThrow(/entrance\.certificateArn must be of us-east-1, got: arn:aws:acm:eu-west-1.*CloudFront takes certificates of us-east-1 only/);
    expect(loadBalancer({ domainName, certificateArn: certificateOf('us-east-1') })).toThrow(/entrance\.certificateArn must be of eu-west-1, got: arn:aws:acm:us-east-1/);
  });

  test('with what is no certificate fail', () => {
    expect(loadBalancer({ domainName, certificateArn: 'arn:aws:iam::111111111111:server-certificate/api' })).toThrow(/must be the ARN of a certificate/);
  });

  test('with half of a domain fail', () => {
    expect(cloudFront({ domainName })).toThrow(/entrance\.certificateArn must be given/);
    expect(cloudFront({ certificateArn: certificateOf('us-east-1') })).toThrow(/entrance\.domainName must be given/);
    expect(loadBalancer({ domainName })).toThrow(/entrance\.certificateArn must be given, got: nothing\. Give a certificate, or hostedZone/);
  });

  test('with a name outside of its zone fail, because nothing would ever validate its certificate', () => {
    expect(loadBalancer({ domainName: 'api.example.org', hostedZone })).toThrow(/entrance\.domainName must be in the zone example\.com, got: api\.example\.org/);
    expect(loadBalancer({ domainName: 'myexample.com', hostedZone })).toThrow(/must be in the zone/);
    expect(loadBalancer({ domainName: 'example.com', hostedZone })).not.toThrow();
  });

  test.each(['https://api.example.com', 'api', 'api.example.com/v1', 'API.example.com', '-a.example.com'])('with %p as a name fail', (name) => {
    expect(loadBalancer({ domainName: name, certificateArn: certificateOf('eu-west-1') })).toThrow(/entrance\.domainName must be a domain name/);
  });

  test('with countries that are none fail', () => {
    expect(cloudFront({ countries: ['Germany'] })).toThrow(/entrance\.countries must be two capital letters each, got: Germany/);
    expect(cloudFront({ countries: [] })).toThrow(/entrance\.countries must name a country/);
  });

  test('are not looked for where the region is not known yet', () => {
    const entrance = ServiceEntrance.publicLoadBalancer({ domainName, certificateArn: certificateOf('us-east-1') });
    expect(serviceWith({ entrance })).toThrow(/must be of eu-west-1/);
    expect(serviceWith({ entrance }, {})).toThrow(/^Region is required/);
  });
});
