import { aws_cloudwatch as cloudwatch, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { exampleDocument } from './blueprints';
import { Delivery, deliveryOf, pipelineProperties, simpleStage } from './delivery';
import { DeploymentEnvironment } from '../../src';

export const WINDOW = { type: 'deploymentWindow', cron: '* 9-16 ? * MON-FRI *', timeZone: 'Europe/Berlin' };
export const FREEZE = { type: 'freeze', from: '2026-12-18T17:00', until: '2027-01-04T08:00', reason: 'Christmas' };
export const CHECK = { type: 'variableCheck', variable: 'RELEASE', value: 'yes' };
export const VARIABLES = { RELEASE: { defaultValue: 'no' } };

/** Puts an alarm into a stack. */
export function addAlarm(scope: Stack, id = 'Errors'): void {
  const metric = new cloudwatch.Metric({ namespace: 'Orders', metricName: id });
  new cloudwatch.Alarm(scope, id, { metric, threshold: 1, evaluationPeriods: 1 });
}

/** Puts an alarm into every stack of every stage: a bake without names watches the alarms that there are. */
export function addAlarms({ app }: Delivery): void {
  const stacks = app.node.children.filter((child) => Stage.isStage(child)).flatMap((stage) => stage.node.children);
  stacks.filter((child): child is Stack => Stack.isStack(child)).forEach((stack) => addAlarm(stack));
}

export interface GatedOptions {
  readonly alarm?: boolean;
  readonly stages?: (delivery: Delivery, environment: DeploymentEnvironment) => Stage[];
  readonly changes?: Record<string, unknown>;
}

/** A pipeline to one environment, prod, with these keys beside the usual ones. */
export function gated(more: object = {}, { alarm = false, stages, changes = {} }: GatedOptions = {}): Delivery {
  const prod = { name: 'prod', account: '333333333333', regions: ['eu-west-1', 'us-east-1'], profile: 'production', ...more };
  const delivery = deliveryOf(exampleDocument({ environments: [prod], variables: VARIABLES, ...changes }));
  const [environment] = delivery.pipeline.environments;
  const made = stages?.(delivery, environment) ?? [simpleStage(delivery.app, environment, 'api')];
  if (alarm) {
    addAlarm(made[0].node.findChild('Service') as Stack);
  }
  made.forEach((stage) => delivery.pipeline.addStage(environment, stage));
  return delivery;
}

export interface GatedStage {
  readonly Name: string;
  readonly Actions: ReturnType<typeof pipelineProperties>['Stages'][number]['Actions'];
  readonly BeforeEntry?: { Conditions: { Result: string; Rules: { Name: string; Configuration: Record<string, string> }[] }[] };
  readonly OnFailure?: Record<string, unknown>;
}

/** The stages of the environment, by name. */
export function stagesOfProd({ stack }: Delivery): Record<string, GatedStage> {
  const stages = pipelineProperties(stack).Stages as GatedStage[];
  return Object.fromEntries(stages.filter(({ Name }) => Name.split('.')[0] === 'prod').map((stage) => [stage.Name, stage]));
}

/** The properties of the only resource of a type whose logical id contains a text. */
export function onlyResource({ stack }: Delivery, type: string, text: string): Record<string, any> {
  const found = Object.entries(Template.fromStack(stack).findResources(type)).filter(([id]) => id.includes(text));
  expect(found.map(([id]) => id)).toHaveLength(1);
  return found[0][1].Properties;
}
