import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, aws_s3_assets as assets, aws_ssm as ssm, CfnOutput, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { exampleDocument } from './blueprints';
import { AddStageOptions, DeploymentEnvironment, MultiAccountPipeline, MultiAccountPipelineProps, PipelineBlueprint, PipelineSource } from '../../src';

export const CONNECTION_ARN = 'arn:aws:codeconnections:eu-west-1:111111111111:connection/11111111-1111-1111-1111-111111111111';

const folders: string[] = [];

/** A folder that is removed when the tests of the file are over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'delivery-'));
  folders.push(folder);
  return folder;
}

afterAll(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** An app in a folder of its own, where AWS's validator reports errors instead of warnings. */
export function testApp(flags: Record<string, unknown> = {}): App {
  return new App({ outdir: join(temporaryFolder(), 'cdk.out'), context: { ...flags, '@aws-cdk/core:validateAgainstDefaultRules': true }, analyticsReporting: false });
}

export interface Delivery {
  readonly app: App;
  readonly stack: Stack;
  readonly pipeline: MultiAccountPipeline;
}

/** A pipeline of the document without stages. */
export function deliveryOf(
  document: Record<string, unknown> = exampleDocument(), props: Partial<MultiAccountPipelineProps> = {}, flags: Record<string, unknown> = {},
): Delivery {
  const blueprint = PipelineBlueprint.fromJson(JSON.stringify(document));
  const app = testApp(flags);
  const stack = new Stack(app, `${blueprint.application}-pipeline`, { env: blueprint.tools });
  const pipeline = new MultiAccountPipeline(stack, 'Delivery', {
    blueprint, source: PipelineSource.connection('acme/orders', { connectionArn: CONNECTION_ARN }), ...props,
  });
  return { app, stack, pipeline };
}

/** A stage with one small stack, which can hold assets with the given contents. */
export function simpleStage(app: App, environment: DeploymentEnvironment, name: string, contents: string[] = [], stacks = 1): Stage {
  const stage = new Stage(app, `${environment.name}-${name}`, { env: { account: environment.account, region: environment.region } });
  for (let index = 0; index < stacks; index++) {
    const stack = new Stack(stage, index === 0 ? 'Service' : `Service${index + 1}`);
    new ssm.StringParameter(stack, 'Parameter', { stringValue: name });
    contents.forEach((content, position) => {
      const file = join(temporaryFolder(), `asset-${position}.txt`);
      writeFileSync(file, content);
      new assets.Asset(stack, `Asset${position}`, { path: file });
    });
    new CfnOutput(stack, index === 0 ? 'Url' : `Url${index + 1}`, { value: `https://${name}.example.com` });
  }
  return stage;
}

/** Adds a simple stage of each name to every environment of the pipeline. */
export function addStages(delivery: Delivery, names: string[] = ['api'], options: (stages: Stage[]) => AddStageOptions = () => ({})): void {
  for (const environment of delivery.pipeline.environments) {
    const stages: Stage[] = [];
    for (const name of names) {
      const stage = simpleStage(delivery.app, environment, name);
      delivery.pipeline.addStage(environment, stage, options(stages));
      stages.push(stage);
    }
  }
}

export interface ActionOfPipeline {
  readonly Name: string;
  readonly RunOrder: number;
  readonly ActionTypeId: Record<string, string>;
  readonly Configuration: Record<string, string>;
  readonly InputArtifacts?: { Name: string }[];
  readonly OutputArtifacts?: { Name: string }[];
}

export function pipelineProperties(stack: Stack): Record<string, unknown> & { Stages: { Name: string; Actions: ActionOfPipeline[] }[] } {
  const [resource] = Object.values(Template.fromStack(stack).findResources('AWS::CodePipeline::Pipeline'));
  return resource.Properties;
}

/** Every action as `stage/run order/action`, in order. */
export function trace(stack: Stack): string[] {
  return pipelineProperties(stack).Stages.flatMap((stage) =>
    [...stage.Actions].sort((a, b) => a.RunOrder - b.RunOrder).map((one) => `${stage.Name}/${one.RunOrder}/${one.Name}`));
}

export function action(stack: Stack, stage: string, name: string): ActionOfPipeline {
  return pipelineProperties(stack).Stages.find((candidate) => candidate.Name === stage)!.Actions.find((candidate) => candidate.Name === name)!;
}
