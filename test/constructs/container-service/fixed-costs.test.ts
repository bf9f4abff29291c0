import { EnvironmentProfile } from '../../../src/blueprint';
import { ServiceEntrance, ServiceFirewall } from '../../../src/constructs';
import { givenNetwork, serviceStage } from '../../support/services';

const told = (props: Parameters<typeof serviceStage>[0]): string[] => serviceStage(props).service.node.metadata
  .filter(({ type, data }) => type === 'aws:cdk:info' && data.startsWith('Fixed costs')).map(({ data }) => data);

test('[E1] what costs the same each month is told at synth, with the pages of the prices', () => {
  expect(told({ profile: EnvironmentProfile.PRODUCTION, firewall: ServiceFirewall.managedRules() })).toEqual([
    'Fixed costs, however little is used: 2 NAT gateways with a public address each (https://aws.amazon.com/vpc/pricing/); '
    + '1 load balancer (https://aws.amazon.com/elasticloadbalancing/pricing/); 1 web ACL with 2 rules (https://aws.amazon.com/waf/pricing/); '
    + 'at least 2 tasks of 0.25 vCPU and 0.5 GB (https://aws.amazon.com/fargate/pricing/).',
  ]);
});

test('[E1] what somebody else pays for is not told', () => {
  const [message] = told({ vpc: givenNetwork({ private: 2, public: 2 }), firewall: ServiceFirewall.fromArn('arn:aws:wafv2:eu-west-1:111111111111:regional/webacl/orders/0a1b2c') });
  expect(message).not.toMatch(/NAT|web ACL/);
});

test('[E1] the rules and addresses of a public load balancer are counted, and the tasks of off-hours', () => {
  const entrance = ServiceEntrance.publicLoadBalancer({ domainName: 'api.example.com', hostedZone: { hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' } });
  const [message] = told({ entrance, firewall: ServiceFirewall.managedRules(), minimumTasks: 3, offHours: { from: '20:00', to: '07:00', timeZone: 'Europe/Berlin' } });
  expect(message).toMatch(/1 load balancer with a public address in each zone .* 1 web ACL with 3 rules .* at least 1 task of/);
});
