import { Aws } from 'aws-cdk-lib';

/** The ARN of a bootstrap's role in a form that templates can hold: a synthesizer leaves the partition to the CLI. */
export function withPartition(roleArn: string): string {
  return roleArn.replace(/\$\{AWS::Partition\}/g, Aws.PARTITION);
}
