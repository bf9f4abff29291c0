// Rules of security groups: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html
const { readable } = require('./readable');

/** What a group without egress rules of its own lets out. */
const ALL_EGRESS = [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }];

const PEERS = ['CidrIp', 'CidrIpv6', 'SourceSecurityGroupId', 'SourceSecurityGroupName', 'SourcePrefixListId', 'DestinationSecurityGroupId', 'DestinationPrefixListId'];

/** @returns what the resource lets in and out, in words */
function rulesOf({ logicalId, type }, properties) {
  const group = `\${${logicalId}}`;
  switch (type) {
    case 'AWS::EC2::SecurityGroup':
      return [
        ...[properties.SecurityGroupIngress ?? []].flat().map((rule) => describe('ingress', group, rule)),
        ...[properties.SecurityGroupEgress ?? ALL_EGRESS].flat().map((rule) => describe('egress', group, rule)),
      ];
    case 'AWS::EC2::SecurityGroupIngress':
      return [describe('ingress', readable(properties.GroupId ?? properties.GroupName), properties)];
    case 'AWS::EC2::SecurityGroupEgress':
      return [describe('egress', readable(properties.GroupId), properties)];
    default:
      return [];
  }
}

function describe(kind, group, rule) {
  const peer = PEERS.map((name) => rule[name]).find((value) => value !== undefined);
  const words = kind === 'ingress' ? `ingress to ${group} from` : `egress of ${group} to`;
  return { kind, description: `${words} ${peer === undefined ? 'an unknown peer' : readable(peer)}: ${ports(rule)}` };
}

function ports({ IpProtocol, FromPort, ToPort }) {
  const protocol = { '-1': 'everything', '6': 'tcp', '17': 'udp' }[String(IpProtocol)] ?? readable(IpProtocol);
  return FromPort === undefined || protocol === 'everything' ? protocol
    : `${protocol} ${readable(FromPort)}${ToPort === undefined || String(ToPort) === String(FromPort) ? '' : `-${readable(ToPort)}`}`;
}

module.exports = { rulesOf };
