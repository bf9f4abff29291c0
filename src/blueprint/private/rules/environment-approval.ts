import { type ProfileDocument, settingsOf } from '../profile-document';
import { isRecord, Node } from '../shape';

/** The approval of an environment as its document gives it, or else its profile. */
export function approvalOf(environment: Node, root: Node): Record<string, unknown> {
  const { approval, profile } = environment.value as Record<string, unknown>;
  return isRecord(approval) ? approval : { ...settingsOf(profileDocument(profile, root)).approval };
}

function profileDocument(name: unknown, root: Node): ProfileDocument {
  const { profiles } = root.value as Record<string, unknown>;
  const own = isRecord(profiles) && Object.hasOwn(profiles, String(name)) ? profiles[String(name)] : undefined;
  return isRecord(own) ? (own as unknown as ProfileDocument) : { basedOn: String(name) };
}
