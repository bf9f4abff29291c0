import { Token } from 'aws-cdk-lib';
import { CpuArchitecture } from '../../../blueprint';
import type { Problems } from '../../../blueprint/private/problems';

/** What is known of an image before it is built. */
export interface KnownImage {
  readonly architecture?: CpuArchitecture;

  /** The ports of its Dockerfile; undefined if nobody knows them. */
  readonly exposedPorts?: number[];
}

/** A task on another processor than its image's never starts: "exec format error". */
export function checkArchitecture(problems: Problems, architecture: CpuArchitecture | undefined, image: KnownImage): void {
  if (architecture !== undefined && image.architecture !== undefined && architecture !== image.architecture) {
    problems.add(
      'architecture', `must be ${image.architecture}, which the image is built for`, architecture,
      'Remove it, or build the image for it: architecture of containerImage in pipeline.json, or --platform in the Dockerfile.',
    );
  }
}

/** Nothing answers on a port that nobody listens on, which neither CloudFormation nor its linters notice. */
export function checkExposedPort(problems: Problems, containerPort: number, { exposedPorts = [] }: KnownImage): void {
  if (!Token.isUnresolved(containerPort) && exposedPorts.length > 0 && !exposedPorts.includes(containerPort)) {
    problems.add(
      'containerPort', `must be ${exposedPorts.join(' or ')}, which the Dockerfile exposes`, containerPort,
      `Set containerPort: ${exposedPorts[0]}, or write EXPOSE ${containerPort} if the application listens there.`,
    );
  }
}
