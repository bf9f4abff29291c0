import { App, aws_cloudfront as cloudfront } from 'aws-cdk-lib';
import { EnvironmentProfile, Rollout } from '../../../src/blueprint';
import { SiteApi, SiteFirewall, StaticSiteOptions } from '../../../src/constructs';
import { CERTIFICATE, GLOBAL_WEB_ACL, siteStage, ZONE } from '../../support/sites';
import { idleAcknowledgements, nagFindings, RECOMMENDED_FLAGS, validatorFindings } from '../../support/stages';

const VARIANTS: Record<string, Partial<StaticSiteOptions>> = {
  'everything': {
    domainName: 'www.example.com',
    hostedZone: ZONE,
    firewall: SiteFirewall.managedRules({ allowLargeBodies: true }),
    countries: ['DE', 'FR'],
    priceClass: cloudfront.PriceClass.PRICE_CLASS_100,
    contentSecurityPolicy: "default-src 'self'; img-src 'self' https://images.example.com",
    api: SiteApi.parameter('/orders/beta/api/url'),
    rollout: Rollout.steps([10, 50, 100], { minutes: 10, bakeMinutes: 30 }),
    minimumRequestsPerMinute: 50,
  },
  'what is given': {
    domainName: 'www.example.com', certificateArn: CERTIFICATE, firewall: SiteFirewall.fromArn(GLOBAL_WEB_ACL), api: SiteApi.domain('api.example.com'), dashboard: false,
  },
};
const FLAGS: Record<string, Record<string, unknown>> = { 'no feature flags': {}, 'the recommended feature flags': RECOMMENDED_FLAGS };

const cases = Object.keys(VARIANTS).flatMap((name) => EnvironmentProfile.all().flatMap((profile) =>
  ['eu-west-1', 'us-east-1'].flatMap((region) => Object.keys(FLAGS).map((flags) => ({ name, profile, region, flags })))));

describe.each(cases)('[S1] a site with $name, $profile.name, in $region, with $flags', ({ name, profile, region, flags }) => {
  const app = new App({ context: { ...FLAGS[flags], '@aws-cdk/core:validateAgainstDefaultRules': true } });
  const stage = siteStage({ ...VARIANTS[name], profile, env: { account: '111111111111', region } }, app);

  test('has neither an error nor a warning under AWS\'s template validator, and needs no lookup', () => {
    expect(validatorFindings(app)).toEqual([]);
    expect(app.synth().manifest.missing ?? []).toEqual([]);
  });

  // After the synthesis, which adds what carries values from one region to another.
  test('has no AwsSolutions finding that is not acknowledged, and acknowledges none that there is not', () => {
    expect(nagFindings(stage)).toEqual([]);
    expect(idleAcknowledgements(stage)).toEqual([]);
  });
});
