import { Token } from 'aws-cdk-lib';
import type { Problems } from '../../../blueprint/private/problems';

/** The port must be one that a container can listen on. */
export function checkContainerPort(problems: Problems, port?: number): void {
  if (port !== undefined && !Token.isUnresolved(port) && !(Number.isInteger(port) && port >= 1 && port <= 65535)) {
    problems.add('containerPort', 'must be a whole number from 1 to 65535', port, 'Give the port that the application listens on, such as 8080.');
  }
}

/**
 * Neither CloudFormation nor its linters notice a path that the load balancer will refuse.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export function checkHealthCheckPath(problems: Problems, path?: string): void {
  if (path !== undefined && !Token.isUnresolved(path) && !/^\/\S{0,1023}$/.test(path)) {
    problems.add('healthCheckPath', 'must start with "/", without spaces, at most 1024 characters', path, 'Give the path that answers 200, such as "/health".');
  }
}

/** How much memory in MiB each size of processor can have: lowest, highest, and the step between. */
const FARGATE_SIZES: Record<number, { lowest: number; highest: number; step: number }> = {
  256: { lowest: 512, highest: 2048, step: 512 },
  512: { lowest: 1024, highest: 4096, step: 1024 },
  1024: { lowest: 2048, highest: 8192, step: 1024 },
  2048: { lowest: 4096, highest: 16384, step: 1024 },
  4096: { lowest: 8192, highest: 30720, step: 1024 },
  8192: { lowest: 16384, highest: 61440, step: 4096 },
  16384: { lowest: 32768, highest: 122880, step: 8192 },
};

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size */
export function checkTaskSize(problems: Problems, cpu: number, memoryMiB: number): void {
  if (Token.isUnresolved(cpu) || Token.isUnresolved(memoryMiB)) {
    return;
  }
  const size = FARGATE_SIZES[cpu];
  if (!size) {
    problems.add('cpu', `must be one of ${Object.keys(FARGATE_SIZES).join(', ')}`, cpu, 'Choose one of Fargate\'s sizes; 1024 is one processor.');
  } else if (!isMemoryOf(size, cpu, memoryMiB)) {
    problems.add(
      'memoryMiB', `must be ${size.lowest} to ${size.highest} in steps of ${size.step} for cpu ${cpu}`, memoryMiB,
      'Choose a size that Fargate has, or more cpu.',
    );
  }
}

function isMemoryOf(size: { lowest: number; highest: number; step: number }, cpu: number, memoryMiB: number): boolean {
  // The smallest processor has 512, 1024 and 2048 MiB, but not 1536.
  const isGap = cpu === 256 && memoryMiB === 1536;
  return !isGap && memoryMiB >= size.lowest && memoryMiB <= size.highest && (memoryMiB - size.lowest) % size.step === 0;
}
