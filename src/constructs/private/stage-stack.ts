import { Fn, Stack } from 'aws-cdk-lib';

/**
 * A stack whose availability zones are resolved by CloudFormation.
 *
 * With a known account CDK would look the zones up when the app is synthesized. A pipeline synthesizes in the tools
 * account, which has no business in the environment's account before something is deployed there.
 */
export class StageStack extends Stack {
  public get availabilityZones(): string[] {
    return [Fn.select(0, Fn.getAzs()), Fn.select(1, Fn.getAzs())];
  }
}
