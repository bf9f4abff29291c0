import { Construct } from 'constructs';
import { placeOfFirewall, protect } from './firewall';
import type { Front, FrontSettings, OpenFront } from './front';
import type { ServiceFirewall } from '../../../service-firewall';

type Settings = Omit<FrontSettings, 'isProtected' | 'globalWebAclArn'> & { readonly firewall?: ServiceFirewall };

/** Opens the entrance, with the firewall where it belongs. */
export function openFront(scope: Construct, front: Front, { firewall, ...settings }: Settings): OpenFront {
  const place = placeOfFirewall(firewall);
  const opened = front.open(scope, { ...settings, ...place });
  if (firewall && place.isProtected) {
    protect(scope, opened.loadBalancer, firewall, front.isPublic);
  }
  return opened;
}
