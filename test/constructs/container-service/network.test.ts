import { Match } from 'aws-cdk-lib/assertions';
import fc from 'fast-check';
import { ServiceEntrance } from '../../../src/constructs';
import { givenNetwork, onlyResource, serviceTemplate, serviceWith } from '../../support/services';

describe('[E1] a given network', () => {
  const template = serviceTemplate({ vpc: givenNetwork({ private: 2, public: 2 }) });

  test('is used as it is: no network is made, and no flow log', () => {
    ['AWS::EC2::VPC', 'AWS::EC2::NatGateway', 'AWS::EC2::FlowLog', 'AWS::EC2::Subnet', 'Custom::VpcRestrictDefaultSG'].forEach((type) => template.resourceCountIs(type, 0));
  });

  test('has tasks and load balancer in its private subnets', () => {
    expect(onlyResource(template, 'AWS::ECS::Service').Properties.NetworkConfiguration.AwsvpcConfiguration.Subnets).toEqual(['subnet-0123456789abcdea0', 'subnet-0123456789abcdea1']);
    expect(onlyResource(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer').Properties.Subnets).toEqual(['subnet-0123456789abcdea0', 'subnet-0123456789abcdea1']);
  });

  test('is where the security group of CloudFront is looked up', () => {
    expect(JSON.stringify(template.findResources('Custom::AWS'))).toContain('vpc-0123456789abcdef0');
  });

  test.each([{ private: 0, public: 2 }, { private: 1, public: 1 }])('without private subnets in two zones is refused: %p', (zones) => {
    expect(serviceWith({ vpc: givenNetwork(zones) })).toThrow(/Stack\/Api has 1 problem:\n {2}- vpc must have private subnets with egress in two zones, got: \d zones\. .*NAT gateway/);
  });

  test('without public subnets is refused for a public load balancer only', () => {
    const vpc = givenNetwork({ private: 2, public: 0 });
    const entrance = ServiceEntrance.publicLoadBalancer({ domainName: 'api.example.com', hostedZone: { hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' } });
    expect(serviceWith({ vpc })).not.toThrow();
    expect(serviceWith({ vpc, entrance })).toThrow(/vpc must have public subnets in two zones/);
  });

  test('brings its own NAT gateways', () => {
    expect(serviceWith({ vpc: givenNetwork({ private: 2, public: 2 }), natGateways: 1 })).toThrow(/natGateways must not stand beside vpc, got: 1/);
  });
});

describe('[E1] the own network', () => {
  test.each([1, 2])('has %p NAT gateways where that is asked for, whatever the profile says', (natGateways) => {
    serviceTemplate({ natGateways }).resourceCountIs('AWS::EC2::NatGateway', natGateways);
  });

  test.each([0, 3, 1.5])('cannot have %p NAT gateways', (natGateways) => {
    expect(serviceWith({ natGateways })).toThrow(/natGateways must be 1 or 2, got/);
  });
});

describe('[E9] the name of the load balancer', () => {
  test('is kept where it is given', () => {
    serviceTemplate({ loadBalancerName: 'orders-api' }).hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', { Name: 'orders-api' });
    serviceTemplate().hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', { Name: Match.absent() });
  });

  test.each(['a'.repeat(33), 'internal-api', '-api', 'api-', 'orders_api', ''])('cannot be %p, which AWS refuses at deployment', (loadBalancerName) => {
    expect(serviceWith({ loadBalancerName })).toThrow(/loadBalancerName must be 1 to 32 letters/);
  });

  test('can be everything that AWS takes', () => {
    const inner = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9-]{0,30}[A-Za-z0-9]$/).filter((name) => !name.startsWith('internal-'));
    fc.assert(fc.property(inner, (loadBalancerName) => expect(serviceWith({ loadBalancerName })).not.toThrow()), { numRuns: 5 });
  });
});
