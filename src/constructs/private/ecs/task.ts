import { aws_ecs as ecs, aws_logs as logs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { allowDecryption, storedValues } from './configuration';
import { CpuArchitecture, EnvironmentProfile } from '../../../blueprint';
import type { ServiceConfigurationOptions } from '../../service-configuration-options';
import { acknowledge } from '../acknowledge';
import { logGroupPropsOf } from '../profile-settings';

const CPU_ARCHITECTURES: Record<CpuArchitecture, ecs.CpuArchitecture> = {
  [CpuArchitecture.X86_64]: ecs.CpuArchitecture.X86_64,
  [CpuArchitecture.ARM64]: ecs.CpuArchitecture.ARM64,
};

export interface TaskSettings {
  readonly profile: EnvironmentProfile;
  readonly image: ecs.ContainerImage;
  readonly architecture: CpuArchitecture;
  readonly containerPort: number;
  readonly configuration: ServiceConfigurationOptions & { readonly environment: Record<string, string> };
  readonly cpu: number;
  readonly memoryMiB: number;
}

export const CONTAINER_NAME = 'app';

/** One container that cannot write to its image; `/tmp` is the only folder that it may write to. */
export function createTaskDefinition(scope: Construct, settings: TaskSettings): ecs.FargateTaskDefinition {
  const task = new ecs.FargateTaskDefinition(scope, 'Task', {
    cpu: settings.cpu,
    memoryLimitMiB: settings.memoryMiB,
    runtimePlatform: { cpuArchitecture: CPU_ARCHITECTURES[settings.architecture], operatingSystemFamily: ecs.OperatingSystemFamily.LINUX },
    volumes: [{ name: 'tmp' }],
  });
  const { environment, configurationKeyArn } = settings.configuration;
  const container = task.addContainer(CONTAINER_NAME, {
    image: settings.image,
    portMappings: [{ containerPort: settings.containerPort }],
    environment,
    secrets: storedValues(scope, settings.configuration),
    readonlyRootFilesystem: true,
    logging: ecs.LogDrivers.awsLogs({ streamPrefix: CONTAINER_NAME, logGroup: new logs.LogGroup(scope, 'Logs', logGroupPropsOf(settings.profile)) }),
  });
  container.addMountPoints({ sourceVolume: 'tmp', containerPath: '/tmp', readOnly: false });
  if (configurationKeyArn !== undefined) {
    allowDecryption(scope, task.obtainExecutionRole(), configurationKeyArn);
  }
  acknowledgeTask(task, environment);
  return task;
}

function acknowledgeTask(task: ecs.FargateTaskDefinition, environment: Record<string, string>): void {
  if (Object.keys(environment).length > 0) {
    acknowledge(task, 'ECS2', 'Plain settings are part of the contract; values that look like secrets are refused when the app is synthesized.');
  }
  acknowledge(
    task.obtainExecutionRole().node.findChild('DefaultPolicy'), 'IAM5[Resource::*]',
    'ecr:GetAuthorizationToken knows no resources: AWS allows it on all of them or none. Pulling itself is allowed on one repository.',
  );
}
