import { App, aws_ec2 as ec2, Environment, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { DIGEST, ENV } from './stages';
import { EnvironmentProfile } from '../../src/blueprint';
import { ContainerService, ContainerServiceProps, EcsServiceStage, ServiceImage } from '../../src/constructs';

type Props = Partial<ContainerServiceProps>;

const image = ServiceImage.fromEcr('api', DIGEST);

/** A stage with a service, small unless told otherwise. */
export function serviceStage(props: Props = {}, app = new App()): EcsServiceStage {
  return new EcsServiceStage(app, 'Beta', { env: ENV, profile: EnvironmentProfile.DEVELOPMENT, image, ...props });
}

export function serviceTemplate(props: Props = {}): Template {
  return Template.fromStack(serviceStage(props).stack);
}

/** Makes a service whose values may not work. */
export function serviceWith(props: Props, env: Environment = ENV) {
  return () => new ContainerService(new Stack(new App(), 'Stack', { env }), 'Api', { profile: EnvironmentProfile.DEVELOPMENT, image, ...props });
}

/** A network that somebody else looks after, with as many subnets of each kind as zones. */
export function givenNetwork(zones: { private: number; public: number }): ec2.IVpc {
  const subnets = (kind: string, count: number) => (count === 0 ? undefined : Array.from({ length: count }, (_, index) => `subnet-0123456789abcde${kind}${index}`));
  const all = { private: subnets('a', zones.private), public: subnets('b', zones.public) };
  return ec2.Vpc.fromVpcAttributes(new Stack(new App(), 'Network', { env: ENV }), 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'].slice(0, zones.private || zones.public),
    privateSubnetIds: all.private,
    privateSubnetRouteTableIds: all.private,
    publicSubnetIds: all.public,
    publicSubnetRouteTableIds: all.public,
  });
}

/** The only resource of a type. */
export function onlyResource(template: Template, type: string): { Properties: any } & Record<string, unknown> {
  const found = Object.values(template.findResources(type));
  expect(found).toHaveLength(1);
  return found[0] as never;
}

/** The container of a service's task. */
export function containerOf(template: Template): Record<string, any> {
  return onlyResource(template, 'AWS::ECS::TaskDefinition').Properties.ContainerDefinitions[0];
}
