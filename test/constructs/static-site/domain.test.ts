import { Template } from 'aws-cdk-lib/assertions';
import { CERTIFICATE, siteStage, siteTemplate, siteWith, stacksOfSite, ZONE } from '../../support/sites';

const domainName = 'www.example.com';

describe('[S1] a domain of one\'s own', () => {
  test('is answered with TLS 1.2 or newer by a given certificate', () => {
    const template = siteTemplate({ domainName, certificateArn: CERTIFICATE });
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Aliases: [domainName],
        ViewerCertificate: { AcmCertificateArn: CERTIFICATE, MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' },
      },
    });
    ['AWS::CertificateManager::Certificate', 'AWS::Route53::RecordSet'].forEach((type) => template.resourceCountIs(type, 0));
  });

  test('gets a certificate of us-east-1 that its zone validates, wherever the site is', () => {
    const { SiteGlobal, Site } = stacksOfSite(siteStage({ domainName, hostedZone: ZONE }));
    expect(SiteGlobal.region).toBe('us-east-1');
    Template.fromStack(SiteGlobal).hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainName: domainName, DomainValidationOptions: [{ DomainName: domainName, HostedZoneId: ZONE.hostedZoneId }],
    });
    Template.fromStack(Site).resourceCountIs('AWS::CertificateManager::Certificate', 0);
  });

  test('gets records for both kinds of addresses in its zone', () => {
    const records = Object.values(siteTemplate({ domainName, hostedZone: ZONE }).findResources('AWS::Route53::RecordSet')).map(({ Properties }) => Properties);
    expect(records.map(({ Name, Type, HostedZoneId }) => [Name, Type, HostedZoneId]).sort())
      .toEqual([[`${domainName}.`, 'A', ZONE.hostedZoneId], [`${domainName}.`, 'AAAA', ZONE.hostedZoneId]]);
  });

  test('gets its records with a given certificate as well, and then needs nothing in us-east-1', () => {
    const stage = siteStage({ domainName, certificateArn: CERTIFICATE, hostedZone: ZONE });
    Template.fromStack(stage.stack).resourceCountIs('AWS::Route53::RecordSet', 2);
    expect(Object.keys(stacksOfSite(stage))).toEqual(['Site']);
  });

  test('is the address', () => {
    expect(siteStage({ domainName, certificateArn: CERTIFICATE }).site.url).toBe('https://www.example.com');
  });
});

describe('[S1] a domain that cannot work fails at synth', () => {
  test('with a certificate of another region', () => {
    expect(siteWith({ domainName, certificateArn: CERTIFICATE.replace('us-east-1', 'eu-west-1') }))
      .toThrow(/certificateArn must be of us-east-1, got: arn:aws:acm:eu-west-1.*CloudFront takes certificates of us-east-1 only/);
  });

  test('without a certificate and a zone', () => {
    expect(siteWith({ domainName })).toThrow(/certificateArn must be given, got: nothing\. Give a certificate of us-east-1, or hostedZone/);
  });

  test.each([[{ certificateArn: CERTIFICATE }, 'A certificate needs a name'], [{ hostedZone: ZONE }, 'The records in hostedZone need a name']])('as %p alone', (options, remedy) => {
    expect(siteWith(options)).toThrow(`domainName must be given, got: nothing. ${remedy}`);
  });

  test('outside of its zone, because nothing would ever validate its certificate', () => {
    expect(siteWith({ domainName: 'www.example.org', hostedZone: ZONE })).toThrow(/domainName must be in the zone example\.com, got: www\.example\.org/);
  });

  test('with every other value that cannot work, in one error', () => {
    const options = {
      domainName: 'https://www.example.com', certificateArn: 'www', hostedZone: { ...ZONE, hostedZoneId: 'example.com' }, countries: ['Germany'], contentSecurityPolicy: 'a\nb',
    };
    expect(siteWith(options)).toThrow(/^Stack\/Web has 5 problems:\n {2}- domainName must be a domain name.*\n {2}- certificateArn must be the ARN of a certificate.*\n {2}- hostedZone\.hostedZoneId.*\n {2}- countries must be two capital letters each, got: Germany.*\n {2}- contentSecurityPolicy must be one line/);
  });
});
