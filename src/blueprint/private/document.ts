import type { CheckDocument } from './check-document';
import type { FailureReactionDocument, GateDocument } from './gate-document';
import type { ProfileDocument } from './profile-document';
import type { RolloutDocument } from './rollout-document';
import type { ManualApprovalOptions } from '../manual-approval';

/** The branch that is delivered to all environments unless the document maps branches. */
export const DEFAULT_BRANCH = 'main';

/** The shape of `pipeline.json`, once the rules have accepted it. Its JSON schema is `schema/pipeline.schema.json`. */
export interface PipelineDocument {
  $schema?: string;
  application: string;
  tools: AccountDocument;
  environments: EnvironmentDocument[];
  profiles?: Record<string, ProfileDocument>;
  branches?: Record<string, string[]>;
  builds?: BuildDocument[];
  triggers?: TriggerDocument[];
  variables?: Record<string, { defaultValue: string; description?: string }>;
  executionMode?: string;
  selfMutation?: boolean;
  reviewSelfMutation?: boolean;
  tags?: Record<string, string>;
}

export interface PatternDocument {
  include?: string[];
  exclude?: string[];
}

export interface TriggerDocument {
  type: string;
  branch?: string;
  tags?: PatternDocument;
  paths?: PatternDocument;
  branches?: PatternDocument;
  events?: string[];
}

export interface AccountDocument {
  account: string;
  region: string;
}

export interface EnvironmentDocument {
  name: string;
  account: string;
  regions: string[];
  profile: string;
  namePrefix?: string;
  approval?: ApprovalDocument;
  checks?: CheckDocument[];
  gates?: GateDocument[];
  onFailure?: FailureReactionDocument;
  rollout?: RolloutDocument;
}

export interface ApprovalDocument extends ManualApprovalOptions {
  readonly type: string;
}

export interface BuildDocument {
  name: string;
  buildspec?: string;
  commands?: string[];
  installCommands?: string[];
  runtimes?: Record<string, string>;
  containerImage?: { directory: string; architecture?: string };
  output?: string;
  paths?: string[];
  compute?: string;
  image?: string;
  imageCredentials?: string;
  privileged?: boolean;
  cache?: { type: string; paths?: string[]; dockerLayers?: boolean };
  timeoutMinutes?: number;
  variables?: Record<string, string>;
  parameters?: Record<string, string>;
  secrets?: Record<string, string>;
  network?: { vpcId: string; subnetIds: string[]; securityGroupIds: string[] };
  proxy?: { http?: string; https?: string; noProxy?: string[] };
  registries?: { type: string; domain: string; owner: string; repository: string }[];
  reports?: { format: string; files: string[]; minimumCoverage?: number }[];
}
