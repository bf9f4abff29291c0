import { Arn, ArnFormat, Token } from 'aws-cdk-lib';

/** The region of what was imported by its ARN, which says more than the stack that it was imported in. */
export function regionOfArn(arn: string, otherwise: string): string {
  return Token.isUnresolved(arn) ? otherwise : Arn.split(arn, ArnFormat.NO_RESOURCE_NAME).region ?? otherwise;
}
