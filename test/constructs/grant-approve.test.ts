import { aws_iam as iam } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { PipelineBlueprint } from '../../src';
import { exampleDocument } from '../support/blueprints';
import { addStages, Delivery, deliveryOf } from '../support/delivery';

function granted(requireMfa?: boolean): { delivery: Delivery; grant: iam.Grant; template: Template } {
  const delivery = deliveryOf();
  addStages(delivery);
  const approver = new iam.Role(delivery.stack, 'Approver', { assumedBy: new iam.AccountPrincipal('111111111111') });
  const grant = delivery.pipeline.grantApprove(delivery.pipeline.environments[1], approver, { requireMfa });
  return { delivery, grant, template: Template.fromStack(delivery.stack) };
}

const approves = (condition: unknown) => ({
  PolicyName: Match.stringLikeRegexp('^Approver'),
  PolicyDocument: {
    Statement: [
      Match.objectLike({ Effect: 'Allow', Action: ['codepipeline:GetPipeline', 'codepipeline:GetPipelineState', 'codepipeline:GetPipelineExecution'] }),
      {
        Effect: 'Allow',
        Action: 'codepipeline:PutApprovalResult',
        Resource: { 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('^/prod\\.Approve/Approve$')])] },
        Condition: condition,
      },
    ],
  },
});

test('P6: an approver may approve exactly the approval of the environment, and see where the pipeline stands', () => {
  const { grant, template } = granted();
  expect(grant.success).toBe(true);
  template.hasResourceProperties('AWS::IAM::Policy', approves(Match.absent()));
});

test('P6: where multi-factor authentication is required, it is required to approve and not to read', () => {
  granted(true).template.hasResourceProperties('AWS::IAM::Policy', approves({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }));
});

test('P6: who approves an environment that nobody approves, or that this pipeline does not deliver, is an error', () => {
  const { pipeline, stack } = deliveryOf();
  const approver = new iam.Role(stack, 'Approver', { assumedBy: new iam.AccountPrincipal('111111111111') });
  const elsewhere = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({
    environments: [{ name: 'demo', account: '222222222222', regions: ['eu-west-1'], profile: 'production' }],
  }))).findEnvironment('demo');
  expect(() => pipeline.grantApprove(pipeline.environments[0], approver)).toThrow(
    'orders-pipeline/Delivery: environment must have an approval, got: beta. Give it approval: Approval.manual() in the blueprint.');
  expect(() => pipeline.grantApprove(elsewhere, approver)).toThrow('environment must be one of beta, prod, which this pipeline\'s branch is delivered to, got: demo');
});
