import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionOutcome } from './action-outcome';
import { parseJson, readArtifactFile } from './artifact-files';
import { configurationProblems } from './configuration-check';
import { appSpecProblems, renderTaskDefinition } from './ecs-templates';
import type { ExecutionContext } from './execution-context';
import { imageUriOf } from './image-definitions';
import type { ActionDefinition } from '../model/pipeline-definition';

const IMAGES = [1, 2, 3, 4].map((number) => [`Image${number}ArtifactName`, `Image${number}ContainerName`] as const);
const RULES = {
  required: ['ApplicationName', 'DeploymentGroupName', 'TaskDefinitionTemplateArtifact', 'AppSpecTemplateArtifact'],
  optional: ['TaskDefinitionTemplatePath', 'AppSpecTemplatePath', ...IMAGES.flat()],
};

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html: 3 MB for the input of this action */
const LARGEST_FILE = 3 * 1024 * 1024;

/**
 * A blue/green deployment of an ECS service: its task definition gets its images, and both files are checked. What
 * CodeDeploy would be given lands in the folder of the run.
 *
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECSbluegreen.html
 *
 * @param declared with its references to variables, which the report shows in place of their values
 */
export function runEcsBlueGreen(action: ActionDefinition, context: ExecutionContext, declared: ActionDefinition): ActionOutcome {
  const { configuration } = action;
  const wrong = [...configurationProblems(action, RULES), ...artifactProblems(action)];
  if (wrong.length > 0) {
    return { status: 'failed', reasons: wrong };
  }
  const { TaskDefinitionTemplateArtifact: definitionArtifact, AppSpecTemplateArtifact: specArtifact } = configuration;
  const { TaskDefinitionTemplatePath: definitionPath = 'taskdef.json', AppSpecTemplatePath: specPath = 'appspec.yaml' } = configuration;
  const images = Object.fromEntries(imagesOf(action).map(([artifact, container]) => {
    const place = `${artifact}::imageDetail.json`;
    return [container, imageUriOf(parseJson(readArtifactFile(artifact, 'imageDetail.json', context, LARGEST_FILE), place), place)];
  }));
  const definition = renderTaskDefinition(readArtifactFile(definitionArtifact, definitionPath, context, LARGEST_FILE), images, definitionPath);
  const spec = readArtifactFile(specArtifact, specPath, context, LARGEST_FILE);
  const problems = [...definition.problems, ...appSpecProblems(spec, definition.containers, specPath)];
  if (problems.length > 0) {
    return { status: 'failed', reasons: problems };
  }
  const folder = context.folders.emptyDeploymentFolder(context.number, action.stage, action.name);
  writeFileSync(join(folder, 'taskdef.json'), definition.text);
  writeFileSync(join(folder, 'appspec.yaml'), spec);
  const { ApplicationName: application, DeploymentGroupName: group } = declared.configuration;
  const said = Object.entries(images).map(([name, image]) => `${name} ← ${image}`).join(', ') || 'the images of its task definition';
  return {
    status: 'succeeded',
    remarks: [
      `would deploy by ${application}/${group}: ${said}; nothing was deployed`,
      `what CodeDeploy would be given: ${context.folders.inReport(folder)}`,
    ],
  };
}

function imagesOf({ configuration }: ActionDefinition): [artifact: string, container: string][] {
  return IMAGES.filter(([artifact]) => configuration[artifact]).map(([artifact, container]) => [configuration[artifact], configuration[container]]);
}

function artifactProblems({ configuration, inputs }: ActionDefinition): string[] {
  const named = ['TaskDefinitionTemplateArtifact', 'AppSpecTemplateArtifact', ...IMAGES.map(([artifact]) => artifact)];
  return [
    ...IMAGES.filter((pair) => pair.some((name) => configuration[name]) && !pair.every((name) => configuration[name]))
      .map(([artifact, container]) => `${artifact} and ${container} must be given together`),
    ...named.filter((name) => configuration[name] && !inputs.includes(configuration[name]))
      .map((name) => `${name} must name an input artifact: ${inputs.join(', ') || 'there is none'}`),
  ];
}
