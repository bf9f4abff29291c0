import { aws_route53 as route53 } from 'aws-cdk-lib';
import { Construct } from 'constructs';

interface Named {
  readonly domainName?: string;
  readonly hostedZone?: route53.HostedZoneAttributes;
}

/** Lets a domain's name lead to the entrance, where its zone is known. */
export function addRecords(
  scope: Construct, { domainName, hostedZone }: Named, target: route53.IAliasRecordTarget, { ipv6 }: { ipv6: boolean },
): void {
  if (!hostedZone) {
    return;
  }
  const props = { zone: zoneOf(scope, hostedZone), recordName: `${domainName}.`, target: route53.RecordTarget.fromAlias(target) };
  new route53.ARecord(scope, 'Record', props);
  if (ipv6) {
    new route53.AaaaRecord(scope, 'Ipv6Record', props);
  }
}

const ZONE = 'Zone';

/** The certificate and the records share the zone. */
export function zoneOf(scope: Construct, attributes: route53.HostedZoneAttributes): route53.IHostedZone {
  return scope.node.tryFindChild(ZONE) as route53.IHostedZone | undefined ?? route53.HostedZone.fromHostedZoneAttributes(scope, ZONE, attributes);
}
