import { Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * Accepts one AwsSolutions finding on one resource, with the reason.
 *
 * Two forms are recorded: the one with the plugin's name is CDK's own and keeps the finding in the report as
 * acknowledged; cdk-nag 3 itself, when it is asked about a scope in a test, only reads the one without.
 *
 * @param finding such as `CFR1`, or `IAM5[Action::s3:GetObject*]`
 */
export function acknowledge(construct: IConstruct, finding: string, reason: string): void {
  const id = `AwsSolutions-${finding}`;
  Validations.of(construct).acknowledge({ id: `AwsSolutions::${id}`, reason }, { id, reason });
}
