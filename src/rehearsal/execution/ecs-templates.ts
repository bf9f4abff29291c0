import { parse } from 'yaml';
import { isObject } from '../model/intrinsics';

/** What CodeDeploy puts the ARN of the registered task definition in place of. */
const TASK_DEFINITION = '<TASK_DEFINITION>';

/** A task definition with its images, and what is wrong with it. */
export interface RenderedTaskDefinition {
  readonly text: string;
  readonly containers: readonly string[];
  readonly problems: readonly string[];
}

/**
 * Puts images in place of their placeholders, such as `<IMAGE1_NAME>`.
 *
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/tutorials-ecs-ecr-codedeploy.html
 *
 * @param images by the name of their placeholder
 */
export function renderTaskDefinition(template: string, images: Readonly<Record<string, string>>, place: string): RenderedTaskDefinition {
  const unused = Object.keys(images).filter((name) => !template.includes(`<${name}>`));
  const text = Object.entries(images).reduce((rendered, [name, image]) => rendered.replaceAll(`<${name}>`, () => image), template);
  const content = tryParse(text);
  const containers = isObject(content) && Array.isArray(content.containerDefinitions) ? content.containerDefinitions.filter(isObject) : [];
  const left = containers.filter(({ image }) => typeof image !== 'string' || /^<[^>]*>$/.test(image));
  return {
    text,
    containers: containers.map(({ name }) => String(name)),
    problems: [
      ...unused.map((name) => `${place} has no placeholder <${name}> for its image`),
      ...isObject(content) ? [] : [`${place} must be a JSON object`],
      ...isObject(content) && typeof content.family !== 'string' ? [`${place}.family must be a text`] : [],
      ...isObject(content) && containers.length === 0 ? [`${place}.containerDefinitions must have at least one container`] : [],
      ...left.map(({ name, image }) => `${place}: the container ${String(name)} has the image ${String(image)}, which no input gives`),
    ],
  };
}

/**
 * What is wrong with an AppSpec file for ECS:
 * https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-resources.html#reference-appspec-file-structure-resources-ecs
 */
export function appSpecProblems(text: string, containers: readonly string[], place: string): string[] {
  const content = tryParse(text);
  const resources = isObject(content) ? content.Resources : undefined;
  const targets = Array.isArray(resources) ? resources.filter(isObject).flatMap((resource) => Object.values(resource)).filter(isObject) : [];
  if (targets.length !== 1) {
    return [`${place}.Resources must hold one target service, has ${targets.length}`];
  }
  const [{ Type: type, Properties }] = targets;
  const properties = isObject(Properties) ? Properties : {};
  const balancer = isObject(properties.LoadBalancerInfo) ? properties.LoadBalancerInfo : {};
  const problems: string[] = [];
  if (type !== 'AWS::ECS::Service') {
    problems.push(`${place}: the Type of the target must be AWS::ECS::Service, got: ${String(type)}`);
  }
  if (typeof properties.TaskDefinition !== 'string') {
    problems.push(`${place}: the target must have a TaskDefinition, such as ${TASK_DEFINITION}`);
  }
  if (typeof balancer.ContainerName !== 'string' || !Number.isInteger(Number(balancer.ContainerPort ?? NaN))) {
    problems.push(`${place}: LoadBalancerInfo must have a ContainerName and a ContainerPort`);
  } else if (properties.TaskDefinition === TASK_DEFINITION && !containers.includes(balancer.ContainerName)) {
    problems.push(`${place}: the container ${balancer.ContainerName} is not in the task definition: it has ${containers.join(', ') || 'none'}`);
  }
  return problems;
}

/** JSON is YAML as well, which is what both files may be written in. */
function tryParse(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
