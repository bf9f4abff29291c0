import { aws_ecr_assets as assets, aws_ecs as ecs, aws_logs as logs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { allowDecryption, storedValues } from './configuration';
import type { EnvironmentProfile } from '../../../blueprint';
import type { ServiceConfigurationOptions } from '../../service-configuration-options';
import { acknowledge } from '../acknowledge';
import { logGroupPropsOf } from '../profile-settings';

/**
 * The processor that tasks run on, and what images are built for: one without the other starts no task.
 * CodeBuild's standard machines build for it without emulation.
 */
export const CPU_ARCHITECTURE = ecs.CpuArchitecture.X86_64;
export const IMAGE_PLATFORM = assets.Platform.LINUX_AMD64;

export interface TaskSettings {
  readonly profile: EnvironmentProfile;
  readonly image: ecs.ContainerImage;
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
    runtimePlatform: { cpuArchitecture: CPU_ARCHITECTURE, operatingSystemFamily: ecs.OperatingSystemFamily.LINUX },
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
