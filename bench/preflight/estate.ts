import type { PipelineBlueprint } from '../../src/blueprint';
import { compiled } from '../large-delivery/library';

const blueprint = compiled<typeof import('../../src/blueprint')>('blueprint');

const ACCOUNTS = 24;
const REGIONS = ['eu-west-1', 'eu-central-1', 'us-east-1', 'ap-southeast-2'];

/** How many stacks each account gets in each region. */
export const STACKS = 8;

/** 24 accounts of production in four regions, which people approve: more than AWS takes of one pipeline. */
export function estate(): PipelineBlueprint {
  return blueprint.PipelineBlueprint.of({
    application: 'orders',
    tools: { account: '111111111111', region: REGIONS[0] },
    environments: Array.from({ length: ACCOUNTS }, (_, index) => ({
      name: `account-${index + 1}`, account: String(200_000_000_000 + index), regions: REGIONS, profile: blueprint.EnvironmentProfile.PRODUCTION,
    })),
  });
}
