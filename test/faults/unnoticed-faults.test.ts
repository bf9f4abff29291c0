import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EcsServiceStage, EcsServiceStageProps, EnvironmentProfile, ServiceImage } from '../../src';
import { parseBuildspec } from '../../src/rehearsal/codebuild/buildspec/buildspec';
import { definitionProblems } from '../../src/rehearsal/model/definition-rules';
import { choosePipeline } from '../../src/rehearsal/model/pipeline-choice';
import { addStages, deliveryOf } from '../support/delivery';
import { DIGEST, ENV } from '../support/stages';

/**
 * Faults that neither AWS's template validator nor cfn-lint finds. Each is found here: by a rule at synth, by the rehearsal
 * before anything runs, or because there is no way to make it with these constructs, which is what the test shows then.
 */

interface PipelineTemplate {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties: any }>;
}

/** What the rehearsal says of a delivery whose template has been changed by hand. */
function problemsAfter(change: (template: PipelineTemplate) => void): string[] {
  const delivery = deliveryOf();
  addStages(delivery);
  const { directory } = delivery.app.synth();
  const file = join(directory, 'orders-pipeline.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8')) as PipelineTemplate;
  change(template);
  writeFileSync(file, JSON.stringify(template));
  return definitionProblems(choosePipeline(directory));
}

const ofType = ({ Resources }: PipelineTemplate, type: string) => Object.values(Resources).filter(({ Type }) => Type === type);

describe('in the pipeline, before anything runs', () => {
  test('nothing is found where nothing is wrong', () => {
    expect(problemsAfter(() => {})).toEqual([]);
  });

  test('a CodeBuild action without ProjectName', () => {
    expect(problemsAfter((template) => {
      const [{ Properties }] = ofType(template, 'AWS::CodePipeline::Pipeline');
      delete Properties.Stages[1].Actions.find(({ Name }: { Name: string }) => Name === 'Synth').Configuration.ProjectName;
    })).toEqual(['Build / Synth: the configuration must have a ProjectName']);
  });

  test('a ComputeType that there is not', () => {
    const [problem, ...others] = problemsAfter((template) => {
      ofType(template, 'AWS::CodeBuild::Project')[0].Properties.Environment.ComputeType = 'BUILD_GENERAL1_HUGE';
    });
    expect(problem).toMatch(/^the project \w+: ComputeType must be one of BUILD_GENERAL1_SMALL, .*, is BUILD_GENERAL1_HUGE$/);
    expect(others).toEqual([]);
  });
});

describe('in a buildspec', () => {
  test('YAML that is broken', () => {
    expect(() => parseBuildspec('version: 0.2\nphases: [\n')).toThrow(/YAML/);
  });

  test('a phase that there is not', () => {
    expect(() => parseBuildspec('version: 0.2\nphases:\n  compile:\n    commands: [make]\n')).toThrow(/compile/);
  });
});

describe('in a service', () => {
  const stageWith = (props: Partial<EcsServiceStageProps> = {}) => new EcsServiceStage(new App(), 'Beta', {
    env: ENV, profile: EnvironmentProfile.PRODUCTION, image: ServiceImage.fromEcr('api', DIGEST), ...props,
  });
  const resources = (type: string, props?: Partial<EcsServiceStageProps>): any[] =>
    Object.values(Template.fromStack(stageWith(props).stack).findResources(type)).map(({ Properties }) => Properties);

  test.each([80, 3000, 8443])('the port of the container is that of the target group and of the service\'s registration: %d', (containerPort) => {
    const [task] = resources('AWS::ECS::TaskDefinition', { containerPort });
    const [group] = resources('AWS::ElasticLoadBalancingV2::TargetGroup', { containerPort });
    const [service] = resources('AWS::ECS::Service', { containerPort });
    const [container] = task.ContainerDefinitions;
    expect(container.PortMappings).toEqual([expect.objectContaining({ ContainerPort: containerPort })]);
    expect(service.LoadBalancers).toEqual([expect.objectContaining({ ContainerName: container.Name, ContainerPort: containerPort })]);
    expect([group.Port, group.TargetType]).toEqual([expect.any(Number), 'ip']);
  });

  test.each(['health', '', 'http://localhost/health', '/two words'])('a health path that the load balancer refuses is refused: "%s"', (healthCheckPath) => {
    expect(() => stageWith({ healthCheckPath })).toThrow(/healthCheckPath must start with "\/"/);
  });

  test('no load balancer has a name unless one is given, and a name of more than 32 characters is refused', () => {
    expect(resources('AWS::ElasticLoadBalancingV2::LoadBalancer').map(({ Name }) => Name)).toEqual([undefined]);
    expect(() => stageWith({ loadBalancerName: 'a'.repeat(33) })).toThrow(/loadBalancerName must be 1 to 32 letters/);
  });

  test('every listener has a default action', () => {
    const listeners = resources('AWS::ElasticLoadBalancingV2::Listener');
    expect(listeners.length).toBeGreaterThan(0);
    expect(listeners.map(({ DefaultActions }) => DefaultActions.length)).toEqual(listeners.map(() => 1));
  });
});
