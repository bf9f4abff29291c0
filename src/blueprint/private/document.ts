import type { CheckDocument } from './check-document';

/** The shape of `pipeline.json`, once the rules have accepted it. Its JSON schema is `schema/pipeline.schema.json`. */
export interface PipelineDocument {
  $schema?: string;
  application: string;
  tools: AccountDocument;
  environments: EnvironmentDocument[];
  branches?: Record<string, string[]>;
  builds?: BuildDocument[];
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
  approval?: ApprovalDocument;
  checks?: CheckDocument[];
}

export interface ApprovalDocument {
  type: string;
  instructions?: string;
}

export interface BuildDocument {
  name: string;
  buildspec?: string;
  output?: string;
}
