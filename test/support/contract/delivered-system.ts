import { CfnOutput, aws_s3_assets as assets, aws_ssm as ssm, Stack, Stage } from 'aws-cdk-lib';
import { Project } from 'projen';
import { codePipelineTrace } from './codepipeline-trace';
import type { DeliveryTrace } from './delivery-trace';
import { gitHubTrace } from './github-trace';
import { DeliveryPlan, DeploymentEnvironment, MultiAccountPipeline, PipelineBlueprint, PipelineSource } from '../../../src';
import { DeliveryWorkflow } from '../../../src/projen';
import { CONNECTION_ARN, testApp } from '../delivery';
import { TestRepository } from '../repositories';

/** A product: its `pipeline.json`, and each stage with the stages that it comes after. */
export interface System {
  readonly document: Record<string, unknown>;
  readonly stages: Readonly<Record<string, readonly string[]>>;
}

/** One delivery for each branch. */
export interface DeliveredSystem {
  readonly blueprint: PipelineBlueprint;
  readonly codePipeline: readonly DeliveryTrace[];
  readonly gitHub: readonly DeliveryTrace[];
}

/** Has both engines deliver the same stages of the same app. */
export function delivered({ document, stages }: System): DeliveredSystem {
  const blueprint = PipelineBlueprint.fromJson(JSON.stringify(document));
  const app = testApp();
  const plan = new DeliveryPlan(app, 'Delivery', { blueprint });
  const stacks = blueprint.branches.map((branch, index) => {
    const stack = new Stack(app, `pipeline-${index}`, { env: blueprint.tools });
    const source = PipelineSource.connection('acme/orders', { connectionArn: CONNECTION_ARN });
    const pipeline = new MultiAccountPipeline(stack, 'Delivery', { blueprint, source, branch: branch.name });
    for (const environment of branch.environments) {
      const made = new Map<string, Stage>();
      for (const { name, region, after } of stagesOf(environment, stages)) {
        const stage = productStage(app, name, environment.account, region);
        const options = { after: after.map((other) => made.get(other)!) };
        pipeline.addStage(environment, stage, options);
        plan.addStage(environment, stage, options);
        made.set(name, stage);
      }
    }
    return stack;
  });
  const codePipeline = stacks.map(codePipelineTrace);
  const workflows = workflowsOf(blueprint);
  return { blueprint, codePipeline, gitHub: workflows.map((workflow) => gitHubTrace(workflow, app.synth().directory)) };
}

/** The stages that an environment gets: each in each region. */
export function stagesOf(environment: DeploymentEnvironment, stages: System['stages']): { name: string; region: string; after: string[] }[] {
  return environment.regions.flatMap((region) => {
    const nameOf = (stage: string) => [environment.name, stage, ...(environment.regions.length > 1 ? [region] : [])].join('-');
    return Object.entries(stages).map(([stage, after]) => ({ name: nameOf(stage), region, after: after.map(nameOf) }));
  });
}

function productStage(app: ReturnType<typeof testApp>, name: string, account: string, region: string): Stage {
  const stage = new Stage(app, name, { env: { account, region } });
  const stack = new Stack(stage, 'Service');
  new ssm.StringParameter(stack, 'Parameter', { stringValue: name });
  new assets.Asset(stack, 'Asset', { path: __filename });
  new CfnOutput(stack, 'Url', { value: `https://${name}.example.com` });
  return stage;
}

function workflowsOf(blueprint: PipelineBlueprint) {
  const repository = TestRepository.create();
  const project = new Project({ name: 'test', outdir: repository.directory });
  blueprint.builds.forEach((build) => project.addTask(`build:${build.name}`));
  const { files } = new DeliveryWorkflow(project, { blueprint });
  project.synth();
  return files.map((file) => repository.yaml(file.path));
}
