import { DeploymentEnvironment } from '../../../../blueprint';
import type { GateDocument } from '../../../../blueprint/private/gate-document';

/** The gates of one type that an environment has. */
export function gateDocuments<T extends GateDocument>({ gates }: DeploymentEnvironment, type: T['type']): T[] {
  return gates.map((gate) => gate._toDocument()).filter((document): document is T => document.type === type);
}
