import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ActionFailure, ActionOutcome, NotExecutable } from './action-outcome';
import { performBuild } from './build-run';
import { actionVariables } from './build-variables';
import type { ExecutionContext } from './execution-context';
import { Buildspec, parseBuildspec } from '../codebuild/buildspec/buildspec';
import { ActionDefinition, CodeBuildProject } from '../model/pipeline-definition';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codebuild-project.html */
const DEFAULT_TIMEOUT_MINUTES = 60;

/** Runs a CodeBuild action: the real commands of its buildspec in a clean copy of its inputs. */
export async function runCodeBuild(action: ActionDefinition, context: ExecutionContext): Promise<ActionOutcome> {
  const project = projectOf(action, context);
  const primaryInput = action.inputs.find((input) => input === action.configuration.PrimarySource) ?? action.inputs[0];
  if (!primaryInput) {
    throw new ActionFailure('a CodeBuild action must have an input artifact');
  }
  if (action.configuration.BatchEnabled === 'true') {
    throw new NotExecutable('a batch build starts builds of its own in AWS, which is not rehearsed');
  }
  return performBuild({
    action,
    project,
    buildspec: buildspecOf(project, context.artifacts.get(primaryInput)),
    primaryInput,
    variables: actionVariables(action),
    // The shorter of both limits ends a build.
    timeoutInMinutes: Math.min(project.timeoutInMinutes ?? DEFAULT_TIMEOUT_MINUTES, action.timeoutInMinutes ?? Infinity),
  }, context);
}

function projectOf(action: ActionDefinition, context: ExecutionContext): CodeBuildProject {
  const name = action.configuration.ProjectName;
  const project = context.definition.projects.find((candidate) => candidate.logicalId === name || candidate.name === name);
  if (!project) {
    throw new ActionFailure(`the CodeBuild project ${name || '(no ProjectName)'} is in no stack of the app`);
  }
  return project;
}

function buildspecOf(project: CodeBuildProject, source: string): Buildspec {
  const inline = project.buildspec !== undefined && /[\n{]|^version:/.test(project.buildspec.trim());
  const file = project.buildspec || 'buildspec.yml';
  if (!inline && !existsSync(join(source, file))) {
    throw new ActionFailure(`the buildspec ${file} is not in the input artifact`);
  }
  try {
    return parseBuildspec(inline ? project.buildspec! : readFileSync(join(source, file), 'utf8'));
  } catch (error) {
    throw new ActionFailure((error as Error).message);
  }
}
