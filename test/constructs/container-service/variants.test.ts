import { App } from 'aws-cdk-lib';
import { EnvironmentProfile } from '../../../src/blueprint';
import { ContainerServiceOptions, ServiceEntrance, ServiceFirewall } from '../../../src/constructs';
import { givenNetwork, serviceStage } from '../../support/services';
import { idleAcknowledgements, nagFindings, RECOMMENDED_FLAGS, validatorFindings } from '../../support/stages';

const hostedZone = { hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' };
const certificateArn = 'arn:aws:acm:us-east-1:111111111111:certificate/0a1b2c3d-0000-0000-0000-000000000000';
const publicEntrance = ServiceEntrance.publicLoadBalancer({ domainName: 'api.example.com', hostedZone });

const VARIANTS: Record<string, Partial<ContainerServiceOptions>> = {
  'a public load balancer': { entrance: publicEntrance },
  'a public load balancer in a given network with a firewall': {
    entrance: publicEntrance, vpc: givenNetwork({ private: 2, public: 2 }), firewall: ServiceFirewall.managedRules({ allowLargeBodies: true }),
  },
  'a given network': { vpc: givenNetwork({ private: 2, public: 0 }) },
  'a firewall': { firewall: ServiceFirewall.managedRules() },
  'a domain, countries and a web ACL of CloudFront': {
    entrance: ServiceEntrance.cloudFront({ domainName: 'api.example.com', certificateArn, hostedZone, countries: ['DE'] }),
    firewall: ServiceFirewall.fromArn('arn:aws:wafv2:us-east-1:111111111111:global/webacl/orders/0a1b2c3d-0000-0000-0000-000000000000'),
  },
  'parameters, secrets and a key': {
    parameters: { URL: '/orders/beta/web/url' },
    secrets: { DB_PASSWORD: 'orders/db:password' },
    configurationKeyArn: 'arn:aws:kms:eu-west-1:111111111111:key/0a1b2c3d-0000-0000-0000-000000000000',
  },
  'scaling and off-hours': {
    minimumTasks: 2,
    maximumTasks: 8,
    cpuPercent: 50,
    memoryPercent: 70,
    offHours: { from: '20:00', to: '07:00', timeZone: 'Europe/Berlin', weekends: true },
  },
};
const PROFILES = [EnvironmentProfile.DEVELOPMENT, EnvironmentProfile.PRODUCTION];
const cases = Object.keys(VARIANTS).flatMap((name) => PROFILES.map((profile) => ({ name, profile })));

describe.each(cases)('a service with $name, $profile.name', ({ name, profile }) => {
  const app = () => new App({ context: { ...RECOMMENDED_FLAGS, '@aws-cdk/core:validateAgainstDefaultRules': true } });

  test('has no AwsSolutions finding that is not acknowledged, and acknowledges none that there is not', () => {
    const stage = serviceStage({ ...VARIANTS[name], profile }, app());
    expect(nagFindings(stage)).toEqual([]);
    expect(idleAcknowledgements(stage)).toEqual([]);
  });

  test('has neither an error nor a warning under AWS\'s template validator, and needs no lookup', () => {
    const ours = app();
    serviceStage({ ...VARIANTS[name], profile }, ours);
    expect(validatorFindings(ours)).toEqual([]);
    expect(ours.synth().manifest.missing ?? []).toEqual([]);
  });
});
