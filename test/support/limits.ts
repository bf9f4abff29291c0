import { App, aws_ssm as ssm, Stack, Stage } from 'aws-cdk-lib';
import { exampleDocument } from './blueprints';
import { Delivery, deliveryOf } from './delivery';
import { MultiAccountPipelineProps } from '../../src';

const REGIONS = ['eu-west-1', 'eu-central-1', 'us-east-1', 'ap-southeast-2'];

/** What is delivered to each of several accounts. */
export interface Estate {
  readonly accounts: number;
  readonly regions?: number;
  readonly stacks?: number;
  readonly profile?: string;
}

/** A delivery of small stacks to environments with an account each. */
export function estateOf({ accounts, regions = 1, stacks = 1, profile = 'development' }: Estate, props: Partial<MultiAccountPipelineProps> = {}): Delivery {
  const environments = Array.from({ length: accounts }, (_, index) => (
    { name: `account-${index + 1}`, account: String(200_000_000_000 + index), regions: REGIONS.slice(0, regions), profile }));
  const delivery = deliveryOf(exampleDocument({ environments }), props, { '@aws-cdk/aws-iam:minimizePolicies': true });
  for (const environment of delivery.pipeline.environments) {
    const { name, account } = environment;
    environment.regions.forEach((region) => delivery.pipeline.addStage(environment, stageOf(delivery.app, name, { account, region }, stacks)));
  }
  return delivery;
}

function stageOf(app: App, name: string, env: { account: string; region: string }, stacks: number): Stage {
  const stage = new Stage(app, `${name}-${env.region}`, { env });
  for (let index = 0; index < stacks; index++) {
    new ssm.StringParameter(new Stack(stage, `Service${index}`), 'Parameter', { stringValue: name });
  }
  return stage;
}

/** What the synth says against an app; nothing if it synthesizes. */
export function refusalOf({ app }: Delivery): string | undefined {
  try {
    app.synth();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The count that a refusal names for a limit. */
export function countIn(refusal: string | undefined, limit: string): number | undefined {
  const match = refusal?.match(new RegExp(`limits\\.${limit} must be at most [\\d,]+ .*?, got: ([\\d,]+) `));
  return match ? Number(match[1].replace(/,/g, '')) : undefined;
}
