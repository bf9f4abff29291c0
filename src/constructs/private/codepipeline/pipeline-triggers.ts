import { aws_codepipeline as codepipeline } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PatternFilter, PullRequestEvent, Trigger, TriggerType } from '../../../blueprint';
import type { PipelineSource } from '../../pipeline-source';

const EVENTS: Record<PullRequestEvent, codepipeline.GitPullRequestEvent> = {
  [PullRequestEvent.OPENED]: codepipeline.GitPullRequestEvent.OPEN,
  [PullRequestEvent.UPDATED]: codepipeline.GitPullRequestEvent.UPDATED,
  [PullRequestEvent.CLOSED]: codepipeline.GitPullRequestEvent.CLOSED,
};

/** @throws Error if there are triggers for a source that cannot have them */
export function checkTriggers(scope: Construct, source: PipelineSource, triggers: readonly Trigger[]): void {
  if (triggers.length > 0 && !source._canHaveTriggers) {
    throw new Error(
      `${scope.node.path}: triggers need PipelineSource.connection, because CodePipeline filters the events of connections only, got: ` +
      `${triggers.map((trigger) => trigger.type).join(', ')}. Remove them from the blueprint, or connect the repository.`);
  }
}

/**
 * Lets the triggers start a pipeline whose source action exists.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-filter.html
 */
export function addTriggers(pipeline: codepipeline.Pipeline, branch: string, triggers: readonly Trigger[]): void {
  if (triggers.length === 0) {
    return;
  }
  const [sourceAction] = pipeline.stages[0].actions;
  const isPullRequest = (trigger: Trigger) => trigger.type === TriggerType.PULL_REQUEST;
  pipeline.addTrigger({
    providerType: codepipeline.ProviderType.CODE_STAR_SOURCE_CONNECTION,
    gitConfiguration: {
      sourceAction,
      pushFilter: triggers.filter((trigger) => !isPullRequest(trigger)).map((trigger) => pushFilter(trigger, branch)),
      pullRequestFilter: triggers.filter(isPullRequest).map((trigger) => pullRequestFilter(trigger, branch)),
    },
  });
}

function pushFilter({ type, tags, paths }: Trigger, branch: string): codepipeline.GitPushFilter {
  return type === TriggerType.TAG
    ? { tagsIncludes: tags?.include, tagsExcludes: tags?.exclude }
    : { ...branchFilter({ include: [branch] }), ...pathFilter(paths) };
}

function pullRequestFilter({ branches, paths, events }: Trigger, branch: string): codepipeline.GitPullRequestFilter {
  return { ...branchFilter(branches ?? { include: [branch] }), ...pathFilter(paths), events: events.map((event) => EVENTS[event]) };
}

function branchFilter({ include, exclude }: PatternFilter) {
  return { branchesIncludes: include, branchesExcludes: exclude };
}

function pathFilter(paths: PatternFilter = {}) {
  return { filePathsIncludes: paths.include, filePathsExcludes: paths.exclude };
}
