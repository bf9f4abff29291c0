import type { StageProps } from 'aws-cdk-lib';

export interface BenchStageProps extends StageProps {
  /** Where the content lies that is published as assets. */
  readonly content: string;
}
