import { compiled } from './library';
import type { DeploymentEnvironmentProps, PipelineBlueprint } from '../../src/blueprint';

const blueprint = compiled<typeof import('../../src/blueprint')>('blueprint');

const REGIONS = ['eu-west-1', 'eu-central-1', 'us-east-1', 'ap-southeast-2'];
const STAGING = ['alpha', 'beta', 'gamma'];
const PRODUCTION = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Each account of production can wait for a person. */
export const MOST_APPROVALS = PRODUCTION.length;

/** Twelve accounts in four regions. People approve the first accounts of production; the others follow by themselves. */
export function estate(approvals: number): PipelineBlueprint {
  const staging = STAGING.map((name) => ({ name, profile: blueprint.EnvironmentProfile.DEVELOPMENT, approval: blueprint.Approval.none() }));
  const production = PRODUCTION.map((name, index) => ({
    name: `prod-${name}`,
    profile: blueprint.EnvironmentProfile.PRODUCTION,
    approval: index < approvals ? blueprint.Approval.manual() : blueprint.Approval.none(),
  }));
  return blueprint.PipelineBlueprint.of({
    application: 'orders',
    tools: { account: '111111111111', region: REGIONS[0] },
    environments: [...staging, ...production].map((environment, index): DeploymentEnvironmentProps => ({
      ...environment, account: String(200_000_000_000 + index), regions: REGIONS,
    })),
  });
}
