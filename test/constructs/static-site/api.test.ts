import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { PipelineBlueprint } from '../../../src/blueprint';
import { EcsServiceStage, ServiceImage, SiteApi } from '../../../src/constructs';
import { exampleDocument } from '../../support/blueprints';
import { testApp } from '../../support/delivery';
import { onlyResource } from '../../support/services';
import { siteStage, siteTemplate, siteWith } from '../../support/sites';
import { DIGEST } from '../../support/stages';

const distributionOf = (template: Template) => onlyResource(template, 'AWS::CloudFront::Distribution').Properties.DistributionConfig;
/** AWS's managed policies. */
const [CACHING_DISABLED, ALL_VIEWER_EXCEPT_HOST_HEADER] = ['4135ea2d-6df8-44a3-9df3-4b5a84be39ad', 'b689b0a8-53d0-40ab-baf2-68738e2966ac'];

describe('[S6] an API beside a site', () => {
  const template = siteTemplate({ api: SiteApi.domain('api.example.com') });
  const { CacheBehaviors: [behavior, ...others], Origins, DefaultCacheBehavior } = distributionOf(template);

  test('answers /api/* and nothing else', () => {
    expect([behavior.PathPattern, others]).toEqual(['/api/*', []]);
    expect(distributionOf(siteTemplate({ api: SiteApi.domain('api.example.com', { pathPattern: '/v1/*' }) })).CacheBehaviors[0].PathPattern).toBe('/v1/*');
  });

  test('gets everything as it was sent, and what it answers is not kept', () => {
    expect(behavior).toMatchObject({
      AllowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'], CachePolicyId: CACHING_DISABLED, OriginRequestPolicyId: ALL_VIEWER_EXCEPT_HOST_HEADER,
    });
  });

  test('is asked by HTTPS with TLS 1.2 only, at its own path', () => {
    const origin = Origins.find(({ Id }: any) => Id === behavior.TargetOriginId);
    expect(origin).toMatchObject({ DomainName: 'api.example.com', CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] } });
    expect(origin.OriginPath).toBeUndefined();
  });

  test('is not redirected to HTTPS, because a body would have been sent in the clear', () => {
    expect(behavior.ViewerProtocolPolicy).toBe('https-only');
  });

  test('passes no function, so that its paths and errors stay as they are', () => {
    expect(behavior.FunctionAssociations).toBeUndefined();
    expect(distributionOf(template).CustomErrorResponses).toBeUndefined();
  });

  test('answers with the security headers of the site', () => {
    expect(behavior.ResponseHeadersPolicyId).toEqual(DefaultCacheBehavior.ResponseHeadersPolicyId);
  });

  test('is not there unless asked for', () => {
    expect(distributionOf(siteTemplate()).CacheBehaviors).toBeUndefined();
  });
});

describe('[S6] an API whose address is a parameter', () => {
  const template = siteTemplate({ api: SiteApi.parameter('/orders/beta/api/url') });

  test('is looked up at each deployment', () => {
    template.hasParameter('*', { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/orders/beta/api/url' });
  });

  test('is asked at the domain of the address', () => {
    const [parameter] = Object.keys(template.findParameters('*', Match.objectLike({ Default: '/orders/beta/api/url' })));
    const [, origin] = distributionOf(template).Origins;
    expect(origin.DomainName).toEqual({ 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: parameter }] }] });
    expect('https://d111111abcdef8.cloudfront.net'.split('/')[2]).toBe('d111111abcdef8.cloudfront.net');
  });

  test('takes the parameter that a service writes', () => {
    const app = testApp();
    const [environment] = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument())).environments;
    const { urlParameter } = new EcsServiceStage(app, `${environment.name}-api`, { deploymentEnvironment: environment, image: ServiceImage.fromEcr('api', DIGEST) });
    const { site } = siteStage({ api: SiteApi.parameter(urlParameter!) }, app);
    Template.fromStack(Stack.of(site)).hasParameter('*', { Default: urlParameter });
  });
});

describe('[S6] an API that cannot work fails at synth', () => {
  test.each(['https://api.example.com', 'api', 'api.example.com/v1'])('at %p', (domainName) => {
    expect(siteWith({ api: SiteApi.domain(domainName) })).toThrow(`api.domainName must be a domain name in small letters, got: ${domainName}`);
  });

  test('with a parameter that cannot be', () => {
    expect(siteWith({ api: SiteApi.parameter('/orders beta') })).toThrow('api.parameterName must be the name of a parameter, got: /orders beta');
  });

  test.each(['*', '/*', 'api/*', '', `/${'a'.repeat(255)}`, '/a b'])('at the paths %p', (pathPattern) => {
    expect(siteWith({ api: SiteApi.domain('api.example.com', { pathPattern }) })).toThrow(/api\.pathPattern must be a "\/", a name/);
  });

  test('but not with 255 characters', () => {
    expect(siteWith({ api: SiteApi.domain('api.example.com', { pathPattern: `/${'a'.repeat(253)}*` }) })).not.toThrow();
  });
});
