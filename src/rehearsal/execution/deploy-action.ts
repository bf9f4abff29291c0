import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ActionFailure, ActionOutcome, NotExecutable } from './action-outcome';
import type { ExecutionContext } from './execution-context';
import type { ActionDefinition } from '../model/pipeline-definition';

const WITH_TEMPLATE = ['CREATE_UPDATE', 'REPLACE_ON_FAILURE', 'CHANGE_SET_REPLACE'];

/** A CloudFormation action: the template is taken out of the artifact and validated. Nothing is deployed. */
export function runCloudFormation(action: ActionDefinition, context: ExecutionContext): ActionOutcome {
  const { ActionMode: mode = '', StackName: stack = '', ChangeSetName: changeSet = '' } = action.configuration;
  if (!stack) {
    throw new ActionFailure('the action must have a StackName');
  }
  if (mode === 'CHANGE_SET_EXECUTE') {
    return executeChangeSet(stack, changeSet, context);
  }
  if (!WITH_TEMPLATE.includes(mode)) {
    throw new NotExecutable(`the action mode ${mode || '(none)'} has an effect in an account only`);
  }
  const key = `${stack}/${changeSet}`;
  context.changeSets.set(key, 'notPrepared');
  const { text, path } = templateOf(action, context);
  const result = context.validator.validate(text, path, environmentOf(action, context));
  if ('unavailable' in result) {
    throw new NotExecutable(result.unavailable);
  }
  if (result.findings.length > 0) {
    return { status: 'failed', reasons: result.findings.map((finding) => `${path}: ${finding}`) };
  }
  context.changeSets.set(key, 'prepared');
  return { status: 'succeeded', remarks: [`the template of ${stack} is valid; nothing was deployed`] };
}

function executeChangeSet(stack: string, changeSet: string, context: ExecutionContext): ActionOutcome {
  switch (context.changeSets.get(`${stack}/${changeSet}`)) {
    case 'prepared':
      return { status: 'succeeded', remarks: [`the change set of ${stack} would be executed; nothing was deployed`] };
    case 'notPrepared':
      throw new NotExecutable(`needs the change set ${changeSet} of ${stack}, which was not prepared`);
    default:
      throw new ActionFailure(`the change set ${changeSet} of ${stack} is prepared by no earlier action`);
  }
}

function templateOf(action: ActionDefinition, context: ExecutionContext): { text: string; path: string } {
  const { TemplatePath = '', TemplateConfiguration } = action.configuration;
  if (TemplateConfiguration) {
    fileOf(TemplateConfiguration, 'TemplateConfiguration', context);
  }
  const file = fileOf(TemplatePath, 'TemplatePath', context);
  return { text: readFileSync(file, 'utf8'), path: TemplatePath };
}

/** @param reference `Artifact::path` */
function fileOf(reference: string, property: string, context: ExecutionContext): string {
  const [artifact, path] = reference.split('::');
  if (!artifact || !path) {
    throw new ActionFailure(`${property} must be Artifact::path, got: ${reference || 'nothing'}`);
  }
  const file = join(context.artifacts.get(artifact), path);
  if (!existsSync(file)) {
    throw new ActionFailure(`${property} ${reference} is not in the artifact`);
  }
  return file;
}

/** CDK names the account and region of the stack in the role that deploys it. */
function environmentOf(action: ActionDefinition, context: ExecutionContext): { account: string; region: string } {
  const account = /^arn:[^:]*:iam::(\d{12}):/.exec(action.configuration.RoleArn ?? '')?.[1];
  const { stack } = context.definition;
  return { account: account ?? stack.account, region: action.region ?? stack.region };
}
