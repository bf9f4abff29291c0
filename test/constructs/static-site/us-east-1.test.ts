import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { EnvironmentProfile, PipelineBlueprint, Rollout } from '../../../src/blueprint';
import { SiteFirewall, StaticSite } from '../../../src/constructs';
import { exampleDocument } from '../../support/blueprints';
import { CERTIFICATE, GLOBAL_WEB_ACL, siteContent, siteStage, siteWith, stacksOfSite, ZONE } from '../../support/sites';

const ACCOUNT = '111111111111';
const IN_US_EAST_1 = { account: ACCOUNT, region: 'us-east-1' };
const everything = { profile: EnvironmentProfile.PRODUCTION, domainName: 'www.example.com', hostedZone: ZONE };
const types = (stack: Stack) => [...new Set(Object.values<{ Type: string }>(Template.fromStack(stack).toJSON().Resources).map(({ Type }) => Type))];

describe('[S1] what CloudFront needs in us-east-1', () => {
  test('goes into stacks before and after the one of the site', () => {
    const { Site, SiteGlobal, SiteAlarms } = stacksOfSite(siteStage(everything));
    expect(types(SiteGlobal)).toEqual(expect.arrayContaining(['AWS::CertificateManager::Certificate', 'AWS::WAFv2::WebACL']));
    expect(types(SiteAlarms)).toContain('AWS::CloudWatch::Alarm');
    expect([SiteGlobal, SiteAlarms].map(({ account, region }) => ({ account, region }))).toEqual([IN_US_EAST_1, IN_US_EAST_1]);
    expect(Site.dependencies).toEqual([SiteGlobal]);
    expect(SiteAlarms.dependencies).toEqual([Site]);
  });

  test('goes into the one stack if that is there', () => {
    const stage = siteStage({ ...everything, env: IN_US_EAST_1 });
    expect(Object.keys(stacksOfSite(stage))).toEqual(['Site']);
    expect(types(stage.stack)).toEqual(expect.arrayContaining(['AWS::CertificateManager::Certificate', 'AWS::WAFv2::WebACL', 'AWS::CloudWatch::Alarm']));
  });

  test.each([
    ['nothing', {}, ['Site']],
    ['a given certificate and a given web ACL', { domainName: 'www.example.com', certificateArn: CERTIFICATE, firewall: SiteFirewall.fromArn(GLOBAL_WEB_ACL) }, ['Site']],
    ['a web ACL', { firewall: SiteFirewall.managedRules() }, ['Site', 'SiteGlobal']],
    ['a release that is held', { rollout: Rollout.blueGreen() }, ['Site', 'SiteAlarms']],
  ])('makes no stack that would be empty: %s', (_, options, expected) => {
    expect(Object.keys(stacksOfSite(siteStage(options)))).toEqual(expected);
  });

  test.each(EnvironmentProfile.all())('is protected from deletion as the profile %s says', (profile) => {
    const stacks = Object.values(stacksOfSite(siteStage({ ...everything, profile })));
    expect(stacks.map(({ terminationProtection }) => terminationProtection)).toEqual(stacks.map(() => profile.protectsFromDeletion));
  });
});

describe('[S1] the stacks in us-east-1 are named', () => {
  const names = (stage: ReturnType<typeof siteStage>) => Object.values(stacksOfSite(stage)).map(({ stackName }) => stackName);

  test('by the rule of the environment', () => {
    const [deploymentEnvironment] = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument())).environments;
    const stage = siteStage({ ...everything, env: undefined, deploymentEnvironment, rollout: Rollout.blueGreen() });
    expect(names(stage).slice(1)).toEqual(['-global', '-alarms'].map((suffix) => `${stage.stack.stackName}${suffix}`));
    expect(stage.stack.stackName).toBe(deploymentEnvironment.nameOf('Beta'));
  });

  test('after a given name, and after CDK\'s', () => {
    expect(names(siteStage({ ...everything, stackName: 'shop' }))).toEqual(['shop', 'shop-global', 'shop-alarms']);
    expect(names(siteStage(everything))).toEqual(['Beta-Site', 'Beta-Site-global', 'Beta-Site-alarms']);
  });
});

describe('[S1] the synth', () => {
  const notices = ({ stack }: ReturnType<typeof siteStage>) => Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('us-east-1')).map(({ entry }) => entry.data);

  test('says which stacks go to us-east-1 and what must be bootstrapped', () => {
    expect(notices(siteStage(everything))).toEqual([
      'To us-east-1, the only region where CloudFront reads certificates and web ACLs and is measured, go the stacks Beta-Site-global and Beta-Site-alarms. ' +
      'Bootstrap account 111111111111 there, too, and the tools account if a CodePipeline delivers them.',
    ]);
    expect(notices(siteStage({ firewall: SiteFirewall.managedRules() }))[0]).toContain('goes the stack Beta-Site-global. Bootstrap');
  });

  test('says nothing where there is nothing', () => {
    expect(notices(siteStage())).toEqual([]);
    expect(notices(siteStage({ ...everything, env: IN_US_EAST_1 }))).toEqual([]);
  });
});

describe('[S1] a site in a stack of one\'s own', () => {
  const props = { content: siteContent(), ...everything };

  test('has its stacks beside it, also if it is in a nested one', () => {
    const app = new App();
    const own = new Stack(app, 'Own', { env: { account: ACCOUNT, region: 'eu-west-1' } });
    const { releaseAlarms } = new StaticSite(new NestedStack(own, 'Nested'), 'Web', props);
    expect(app.node.children.map(({ node }) => node.id)).toEqual(expect.arrayContaining(['Own', 'OwnGlobal', 'OwnAlarms']));
    expect(releaseAlarms[0].name).toBe('Own-eu-west-1-Nested-Web-ErrorRate');
    expect(() => app.synth()).not.toThrow();
  });

  test('shares them with other sites of the stack', () => {
    const app = new App();
    const own = new Stack(app, 'Own', { env: { account: ACCOUNT, region: 'eu-west-1' } });
    const [shop, blog] = ['Shop', 'Blog'].map((id) => new StaticSite(own, id, { ...props, domainName: `${id.toLowerCase()}.example.com` }));
    expect(shop.releaseAlarms).not.toEqual(blog.releaseAlarms);
    const global = Template.fromStack(app.node.findChild('OwnGlobal') as Stack);
    global.resourceCountIs('AWS::CertificateManager::Certificate', 2);
    global.resourceCountIs('AWS::WAFv2::WebACL', 2);
  });

  test('needs no known account', () => {
    const app = new App();
    const own = new Stack(app, 'Own', { env: { region: 'eu-west-1' } });
    new StaticSite(own, 'Web', props);
    expect(() => app.synth()).not.toThrow();
  });

  test('needs a known region only if something must be in us-east-1', () => {
    expect(siteWith({}, {})).not.toThrow();
    expect(siteWith(everything, {})).toThrow('Stack/Web has 1 problem:\n  - the region of the stack must be known, because us-east-1 has the certificate, the web ACL, the alarms, got: nothing. Give the stack env:');
  });
});
