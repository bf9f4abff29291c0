import type { ActionOutcome } from './action-outcome';
import { parseJson, readArtifactFile } from './artifact-files';
import { configurationProblems } from './configuration-check';
import type { ExecutionContext } from './execution-context';
import { imageDefinitionsOf } from './image-definitions';
import type { ActionDefinition } from '../model/pipeline-definition';

const RULES = { required: ['ClusterName', 'ServiceName'], optional: ['FileName', 'DeploymentTimeout'] };

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html: 100 KB */
const LARGEST_FILE = 100 * 1024;

/** The action's own timeout, which its configuration can only shorten. */
const MOST_MINUTES = 60;

/**
 * A rolling deployment of an ECS service: the images that its file gives to the containers. Nothing is deployed.
 *
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECS.html
 *
 * @param declared with its references to variables, which the report shows in place of their values
 */
export function runEcsDeploy(action: ActionDefinition, context: ExecutionContext, declared: ActionDefinition): ActionOutcome {
  const { FileName: file = 'imagedefinitions.json', DeploymentTimeout: timeout } = action.configuration;
  const problems = configurationProblems(action, RULES);
  if (timeout !== undefined && !(/^\d+$/.test(timeout) && Number(timeout) >= 1 && Number(timeout) <= MOST_MINUTES)) {
    problems.push(`DeploymentTimeout must be 1 to ${MOST_MINUTES} minutes, got: ${declared.configuration.DeploymentTimeout}`);
  }
  if (action.inputs.length !== 1) {
    problems.push(`an ECS deployment takes one input artifact, got: ${action.inputs.length}`);
  }
  if (problems.length > 0) {
    return { status: 'failed', reasons: problems };
  }
  const [artifact] = action.inputs;
  const images = imageDefinitionsOf(parseJson(readArtifactFile(artifact, file, context, LARGEST_FILE), `${artifact}::${file}`), file);
  const { ClusterName: cluster, ServiceName: service } = declared.configuration;
  return {
    status: 'succeeded',
    remarks: [
      `would deploy to the service ${service} of the cluster ${cluster}: ${images.map(({ name, imageUri }) => `${name} ← ${imageUri}`).join(', ')}; nothing was deployed`,
      'whether the service\'s task definition has these containers can only be seen in the account',
    ],
  };
}
