import { scalingOf } from './scaling';
import { CpuArchitecture } from '../../../blueprint';
import type { ContainerServiceProps } from '../../container-service';
import { ServiceEntrance } from '../../service-entrance';

/** What a service is made with, once every default is known. */
export type Settings = ReturnType<typeof settingsOf>;

export function settingsOf(props: ContainerServiceProps) {
  const cpu = props.cpu ?? 256;
  const { parameters, secrets, configurationKeyArn } = props;
  return {
    profile: props.profile,
    front: (props.entrance ?? ServiceEntrance.cloudFront())._front,
    scaling: scalingOf(props, props.profile),
    architecture: props.architecture ?? props.image._known.architecture ?? CpuArchitecture.X86_64,
    containerPort: props.containerPort ?? 8080,
    healthCheckPath: props.healthCheckPath ?? '/health',
    configuration: { environment: { ...props.environment }, parameters, secrets, configurationKeyArn },
    rollout: props.rollout ?? props.profile.rollout,
    cpu,
    memoryMiB: props.memoryMiB ?? 2 * cpu,
  };
}
