import { DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';

/** A template with the rule on the bootstrap's version, which CDK adds when it writes the file and not before. */
export function withBootstrapRule(template: Record<string, object>, stack: Stack): Record<string, object> {
  if (!(stack.synthesizer instanceof DefaultStackSynthesizer)) {
    return template;
  }
  return {
    ...template,
    Parameters: {
      ...template.Parameters,
      BootstrapVersion: {
        Type: 'AWS::SSM::Parameter::Value<String>',
        Default: `/cdk-bootstrap/${stack.synthesizer.bootstrapQualifier}/version`,
        Description: 'Version of the CDK Bootstrap resources in this environment, automatically retrieved from SSM Parameter Store. [cdk:skip]',
      },
    },
    Rules: {
      ...template.Rules,
      CheckBootstrapVersion: {
        Assertions: [{
          Assert: { 'Fn::Not': [{ 'Fn::Contains': [['1', '2', '3', '4', '5'], { Ref: 'BootstrapVersion' }] }] },
          AssertDescription: 'CDK bootstrap stack version 6 required. Please run \'cdk bootstrap\' with a recent version of the CDK CLI.',
        }],
      },
    },
  };
}
