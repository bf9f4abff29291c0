import { Annotations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ruleGroups } from './front/firewall';
import { fewestTasks, Scaling } from './scaling';
import type { ServiceFirewall } from '../../service-firewall';

/** What is paid for whether anybody uses the service or not. */
export interface FixedParts {
  readonly natGateways: number;
  readonly firewall?: ServiceFirewall;
  readonly isPublic: boolean;
  readonly scaling: Scaling;
  readonly cpu: number;
  readonly memoryMiB: number;
}

const PRICES = 'https://aws.amazon.com';

/** Says what a month costs however little happens. Prices differ by region and time, so parts are counted and the pages named. */
export function tellFixedCosts(scope: Construct, { natGateways, firewall, isPublic, scaling, cpu, memoryMiB }: FixedParts): void {
  const isOurs = firewall && firewall._webAclArn === undefined;
  const parts = [
    ...(natGateways > 0 ? [`${counted(natGateways, 'NAT gateway')} with a public address each (${PRICES}/vpc/pricing/)`] : []),
    `1 load balancer${isPublic ? ' with a public address in each zone' : ''} (${PRICES}/elasticloadbalancing/pricing/)`,
    ...(isOurs ? [`1 web ACL with ${counted(ruleGroups(isPublic).length, 'rule')} (${PRICES}/waf/pricing/)`] : []),
    `at least ${counted(fewestTasks(scaling), 'task')} of ${cpu / 1024} vCPU and ${memoryMiB / 1024} GB (${PRICES}/fargate/pricing/)`,
  ];
  Annotations.of(scope).addInfo(`Fixed costs, however little is used: ${parts.join('; ')}.`);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
