import { App, aws_codepipeline as codepipeline, aws_codepipeline_actions as actions, aws_events as events, Stack } from 'aws-cdk-lib';
import { ChangeSetPreparation, Deployment } from '../../../src/constructs/private/codepipeline/approvals/change-set-actions';

function preparationOf(actionName: string, names: string[] = []): codepipeline.ActionProperties {
  const action = new actions.CloudFormationCreateUpdateStackAction({
    actionName, stackName: 'Service', templatePath: new codepipeline.Artifact('Synth').atPath('a.template.json'), adminPermissions: false,
  });
  return new ChangeSetPreparation(action, new Deployment(action, () => true, 1), 'review', names).actionProperties;
}

describe('P6: a change set of a deployment', () => {
  test('is prepared under the deployment\'s name, which CDK Pipelines may have numbered', () => {
    expect(preparationOf('api.Service.Deploy').actionName).toBe('api.Service.Prepare');
    expect(preparationOf('Deploy2').actionName).toBe('Prepare');
  });

  test('has a name of its own in its stage, within the limit of CodePipeline', () => {
    expect(preparationOf('api.Deploy', ['api.Prepare', 'api.Prepare2']).actionName).toBe('api.Prepare3');
    const long = preparationOf(`${'a'.repeat(93)}.Deploy`).actionName;
    expect(long).toBe(`${'a'.repeat(92)}.Prepare`);
    const second = preparationOf(`${'a'.repeat(93)}.Deploy`, [long]).actionName;
    expect(second).toBe(`${'a'.repeat(91)}.Prepare2`);
    expect([long.length, second.length]).toEqual([100, 100]);
  });

  test('reports its own state', () => {
    const stack = new Stack(new App(), 'Tools');
    const pipeline = new codepipeline.Pipeline(stack, 'Pipeline');
    const action = new actions.CloudFormationCreateUpdateStackAction({
      actionName: 'Deploy', stackName: 'Service', templatePath: new codepipeline.Artifact('Synth').atPath('a.template.json'), adminPermissions: true,
    });
    const deployment = new Deployment(action, () => true, 1);
    const stage = pipeline.addStage({ stageName: 'prod' });
    stage.addAction(deployment);
    const preparation = new ChangeSetPreparation(action, deployment, 'release', []);
    stage.addAction(preparation);
    const patterns = [deployment, preparation].map((one) => stack.resolve((one.onStateChange('Changed').node.defaultChild as events.CfnRule).eventPattern));
    expect(patterns.map((pattern) => pattern?.detail?.action)).toEqual([['Deploy'], ['Prepare']]);
  });
});
