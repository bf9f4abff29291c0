import type { LimitLevels, ServiceLimits } from '../../../service-limits';

export type LimitName = keyof ServiceLimits;

/** A limit of AWS and what to do about it. */
export interface Limit {
  /** What is counted, such as `actions of one stage`. */
  readonly unit: string;
  readonly levels: LimitLevels;
  readonly remedy: string;
  readonly page: string;
}

const CODEPIPELINE = 'https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html';
const CODEPIPELINE_QUOTAS = 'https://docs.aws.amazon.com/general/latest/gr/codepipeline.html';
const CLOUDFORMATION = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html';

const SPLIT = 'Split the environments among branches, with a pipeline each';

/** Every limit that is counted, with the levels that hold unless others are given. */
export const LIMITS: Required<Record<LimitName, Limit>> = {
  stages: { unit: 'stages', levels: { fail: 50 }, remedy: `${SPLIT}.`, page: CODEPIPELINE },
  actionsPerStage: {
    unit: 'actions in one stage',
    levels: { warn: 50, fail: 100 },
    remedy: 'Deliver fewer stacks or regions by that environment, or make two of it.',
    page: CODEPIPELINE_QUOTAS,
  },
  actions: {
    unit: 'actions',
    levels: { warn: 500, fail: 1000 },
    remedy: `${SPLIT}, deliver fewer regions or stacks, or set "changeSummary": false for approvals: a reviewed stack takes three actions in place of one.`,
    page: CODEPIPELINE_QUOTAS,
  },
  nameLength: { unit: 'characters of a name', levels: { fail: 100 }, remedy: 'Shorten the name.', page: CODEPIPELINE },
  rolePolicyBytes: {
    unit: 'characters of a role\'s inline policies',
    levels: { fail: 10_240 },
    remedy: `${SPLIT}, or deliver fewer regions: each account and region adds a role to assume.`,
    page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  },
  bucketPolicyBytes: {
    unit: 'bytes of a bucket\'s policy',
    levels: { fail: 20_480 },
    remedy: `${SPLIT}: each account adds roles that read artifacts. An artifact store of its own for each pipeline helps, too.`,
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-iam-policies.html',
  },
  keyPolicyBytes: {
    unit: 'bytes of a key\'s policy',
    levels: { fail: 32_768 },
    remedy: `${SPLIT}: each account adds roles that decrypt artifacts. An artifact store of its own for each pipeline helps, too.`,
    page: 'https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html',
  },
  templateBytes: {
    unit: 'bytes of a template',
    levels: { fail: 1_000_000 },
    remedy: `Set the context "@aws-cdk/core:suppressTemplateIndentation": true. If that is not enough: ${SPLIT.toLowerCase()}.`,
    page: CLOUDFORMATION,
  },
  resources: {
    unit: 'resources of a stack',
    levels: { fail: 500 },
    remedy: `${SPLIT}, have fewer builds and checks, or move resources of your own to another stack.`,
    page: CLOUDFORMATION,
  },
  actionInputBytes: {
    unit: 'bytes of the cloud assembly, compressed',
    levels: { fail: 256 * 1024 * 1024 },
    remedy: 'Exclude files that assets do not need, or make images of large ones.',
    page: CODEPIPELINE,
  },
  parallelBuilds: {
    unit: 'builds at the same time',
    levels: {},
    remedy: 'Make one build or check of several, or ask for a higher quota.',
    page: 'https://docs.aws.amazon.com/codebuild/latest/userguide/limits.html',
  },
};
