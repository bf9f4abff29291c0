import { list, object, Rule, text } from '../shape';

const vpc: Rule = (node) => text(node, /^vpc-[0-9a-f]{8,17}$/, 'must be the id of a VPC', 'Write it as "vpc-0123456789abcdef0".');
const subnet: Rule = (node) => text(node, /^subnet-[0-9a-f]{8,17}$/, 'must be the id of a subnet', 'Write it as "subnet-0123456789abcdef0".');
const securityGroup: Rule = (node) => text(node, /^sg-[0-9a-f]{8,17}$/, 'must be the id of a security group', 'Write it as "sg-0123456789abcdef0".');

/** Where in the tools account a check runs. */
export const checkNetwork: Rule = (node) => object(node, {
  vpcId: { required: true, rule: vpc },
  subnetIds: { required: true, rule: (n) => list(n, { minimum: 1, maximum: 16, remedy: 'List 1 to 16 private subnets of the VPC.' }, subnet) },
  securityGroupIds: { required: true, rule: (n) => list(n, { minimum: 1, maximum: 5, remedy: 'List 1 to 5 security groups of the VPC.' }, securityGroup) },
});
