import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ArtifactFile, StackRequest } from './deployment';
import { ActionFailure } from '../execution/action-outcome';
import type { ExecutionContext } from '../execution/execution-context';
import type { ActionDefinition } from '../model/pipeline-definition';

/** The template of a CloudFormation action and, if it names one, the file with its parameters. */
export function templateFiles(
  { configuration }: ActionDefinition, context: ExecutionContext,
): Pick<StackRequest, 'template' | 'templateConfiguration'> {
  const { TemplatePath = '', TemplateConfiguration } = configuration;
  const templateConfiguration = TemplateConfiguration ? artifactFile(TemplateConfiguration, 'TemplateConfiguration', context) : undefined;
  return { template: artifactFile(TemplatePath, 'TemplatePath', context), templateConfiguration };
}

/** @param reference `Artifact::path` */
function artifactFile(reference: string, property: string, context: ExecutionContext): ArtifactFile {
  const [artifact, path] = reference.split('::');
  if (!artifact || !path) {
    throw new ActionFailure(`${property} must be Artifact::path, got: ${reference || 'nothing'}`);
  }
  const file = join(context.artifacts.get(artifact), path);
  if (!existsSync(file)) {
    throw new ActionFailure(`${property} ${reference} is not in the artifact`);
  }
  return { reference, file };
}
