const { DescribeServiceDeploymentsCommand, DescribeServiceRevisionsCommand, ECSClient, ListServiceDeploymentsCommand } = require('@aws-sdk/client-ecs');

const client = new ECSClient({ maxAttempts: 3, requestHandler: { connectionTimeout: 2000, requestTimeout: 4000 } });

/** How many revisions one call describes: the one that is released and those before it. */
const MOST_REVISIONS = 20;

/**
 * What ECS knows about the release that it asks for.
 *
 * @typedef {object} Release
 * @property {boolean} returnsToStable whether it brings back what has already been released successfully
 * @property {boolean} isFirst whether nothing runs beside it
 * @property {number | undefined} startedAt
 * @property {number | undefined} askedSince since when ECS waits for this answer of the hook
 */

/**
 * CloudFormation and people return by a new revision of the service, which runs the task definition of an old one.
 * Images are compared as well, since a tag may name another image today.
 *
 * @param {import('@aws-sdk/client-ecs').ServiceRevision} one
 * @param {import('@aws-sdk/client-ecs').ServiceRevision} other
 */
function runTheSame(one, other) {
  /** @param {import('@aws-sdk/client-ecs').ServiceRevision} revision */
  const digests = ({ containerImages = [] }) => containerImages.flatMap(({ containerName, imageDigest }) => (imageDigest ? [`${containerName}@${imageDigest}`] : [])).sort();
  const images = [digests(one), digests(other)];
  const isKnown = images.every((list) => list.length > 0);
  return one.taskDefinition !== undefined && one.taskDefinition === other.taskDefinition && (!isKnown || images[0].join() === images[1].join());
}

/**
 * @param {string} serviceArn
 * @param {string} target
 */
async function isStable(serviceArn, target) {
  const [cluster, service] = serviceArn.split('/').slice(-2);
  const { serviceDeployments = [] } = await client.send(new ListServiceDeploymentsCommand({ cluster, service, status: ['SUCCESSFUL'], maxResults: 100 }));
  const latestFirst = serviceDeployments.toSorted((one, other) => Number(other.createdAt ?? 0) - Number(one.createdAt ?? 0));
  const stable = [...new Set(latestFirst.flatMap(({ targetServiceRevisionArn }) => targetServiceRevisionArn ?? []))].slice(0, MOST_REVISIONS - 1);
  if (stable.length === 0 || stable.includes(target)) {
    return stable.length > 0;
  }
  const { serviceRevisions = [] } = await client.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [target, ...stable] }));
  const revision = serviceRevisions.find(({ serviceRevisionArn }) => serviceRevisionArn === target);
  return revision !== undefined && serviceRevisions.some((other) => other !== revision && runTheSame(revision, other));
}

/**
 * @param {string} deploymentArn
 * @param {{ serviceArn: string, targetServiceRevisionArn: string }} execution
 * @param {{ functionArn: string | undefined, timeoutMinutes: number }} hook
 * @returns {Promise<Release>}
 */
async function readRelease(deploymentArn, { serviceArn, targetServiceRevisionArn }, { functionArn, timeoutMinutes }) {
  const { serviceDeployments = [] } = await client.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [deploymentArn] }));
  const [deployment] = serviceDeployments;
  if (!deployment) {
    throw new Error(`ECS does not know the deployment ${deploymentArn}`);
  }
  const isTurnedBack = deployment.status?.startsWith('ROLLBACK') ?? false;
  const hook = deployment.lifecycleHookDetails?.find(({ status, targetArn }) => status === 'IN_PROGRESS' && targetArn === functionArn);
  return {
    returnsToStable: isTurnedBack || await isStable(serviceArn, targetServiceRevisionArn),
    isFirst: deployment.sourceServiceRevisions?.length === 0,
    startedAt: (deployment.startedAt ?? deployment.createdAt)?.getTime(),
    askedSince: hook?.expiresAt && hook.expiresAt.getTime() - timeoutMinutes * 60_000,
  };
}

module.exports = { readRelease };
