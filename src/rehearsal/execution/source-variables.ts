import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ActionFailure } from './action-outcome';
import { parseJson } from './artifact-files';
import { imageUriOf } from './image-definitions';
import { git } from '../host/git';
import type { ActionDefinition } from '../model/pipeline-definition';

type Variables = Readonly<Record<string, string>>;

/**
 * The variables that a source action gives, each kind its own:
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-variables.html#reference-variables-list-defined
 *
 * @param source the folder that stands for the source
 * @throws ActionFailure if an ECR source has no `imageDetail.json`
 */
export async function sourceVariables({ provider, configuration }: ActionDefinition, source: string): Promise<Variables> {
  const { AuthorDate, CommitId, CommitMessage, CommitterDate } = await commitOf(source);
  const commit = { AuthorDate, BranchName: configuration.BranchName ?? configuration.Branch ?? '', CommitId, CommitMessage };
  switch (provider) {
    case 'CodeStarSourceConnection':
      return { ...commit, ConnectionArn: configuration.ConnectionArn ?? '', FullRepositoryName: configuration.FullRepositoryId ?? '' };
    case 'CodeCommit':
      return { ...commit, CommitterDate, RepositoryName: configuration.RepositoryName ?? '' };
    case 'GitHub': {
      const { Owner: owner = '', Repo: repository = '' } = configuration;
      return { ...commit, CommitterDate, CommitUrl: `https://api.github.com/repos/${owner}/${repository}/git/commits/${CommitId}`, RepositoryName: repository };
    }
    case 'S3':
      return { ETag: createHash('md5').update(CommitId).digest('hex'), VersionId: CommitId };
    case 'ECR':
      return imageVariables(configuration, source);
    default:
      return {};
  }
}

async function commitOf(source: string) {
  const latest = (format: string) => git(source, 'log', '-1', `--format=${format}`);
  const [commit, message, authored, committed] = await Promise.all([git(source, 'rev-parse', 'HEAD'), latest('%B'), latest('%aI'), latest('%cI')]);
  return {
    CommitId: commit?.trim() ?? '0'.repeat(40),
    CommitMessage: message?.trim() ?? '',
    AuthorDate: authored?.trim() ?? '',
    CommitterDate: committed?.trim() ?? '',
  };
}

/** The parts of `account.dkr.ecr.region.amazonaws.com/repository@sha256:…`, as far as the file does not name them. */
function imageVariables(configuration: Variables, source: string): Variables {
  const file = join(source, 'imageDetail.json');
  if (!existsSync(file)) {
    throw new ActionFailure(`the folder that stands for an ECR source must hold an imageDetail.json, there is none in ${source}`);
  }
  const detail = parseJson(readFileSync(file, 'utf8'), 'imageDetail.json') as Partial<Record<string, string>>;
  const uri = imageUriOf(detail, 'imageDetail.json');
  return {
    ImageURI: uri,
    ImageTag: configuration.ImageTag ?? 'latest',
    ImageDigest: detail.ImageDigest ?? /@(sha256:.+)$/.exec(uri)?.[1] ?? '',
    RegistryId: detail.RegistryId ?? /^(\d{12})\.dkr\.ecr\./.exec(uri)?.[1] ?? '',
    RepositoryName: configuration.RepositoryName ?? '',
  };
}
