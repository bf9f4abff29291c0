import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkConfiguration } from './configuration-rules';
import { checkArchitecture, checkExposedPort } from './image-rules';
import { checkMilestones } from './milestone-hook';
import { checkLoadBalancerName, checkNetwork } from './network-rules';
import { checkReleaseAlarms } from './release-alarm-rules';
import { checkRollout } from './rollout';
import { checkContainerPort, checkHealthCheckPath, checkTaskSize } from './rules';
import { checkScaling } from './scaling-rules';
import { checkSecrets } from './secret-rules';
import type { Settings } from './settings';
import { Problems } from '../../../blueprint/private/problems';
import type { ContainerServiceProps } from '../../container-service';
import { checkFirewall } from '../firewall/firewall-rules';

/** @throws Error that lists every property with a value that cannot work */
export function checkService(scope: Construct, props: ContainerServiceProps, settings: Settings): void {
  const { architecture, image, firewall, loadBalancerName } = props;
  const { containerPort, configuration, front, rollout } = settings;
  const { region } = Stack.of(scope);
  const problems = new Problems();
  checkContainerPort(problems, containerPort);
  checkExposedPort(problems, containerPort, image._known);
  checkArchitecture(problems, architecture, image._known);
  checkHealthCheckPath(problems, settings.healthCheckPath);
  checkTaskSize(problems, settings.cpu, settings.memoryMiB);
  checkConfiguration(problems, configuration);
  checkSecrets(problems, configuration.environment);
  checkNetwork(problems, props);
  checkLoadBalancerName(problems, loadBalancerName);
  front.check(problems, region);
  checkFirewall(problems, firewall?._webAclArn, { isPublic: front.isPublic, region });
  checkScaling(problems, settings.scaling, rollout);
  checkReleaseAlarms(scope, problems, props);
  checkMilestones(problems, rollout);
  checkRollout(problems, rollout);
  problems.throwIfAny(scope.node.path);
}
