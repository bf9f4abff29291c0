import { EnvironmentProfile } from '../../environment-profile';
import { isRecord, Node } from '../shape';

/** The approval of an environment as its document gives it, or else its profile. */
export function approvalOf(environment: Node): Record<string, unknown> {
  const { approval, profile } = environment.value as Record<string, unknown>;
  return isRecord(approval) ? approval : { ...EnvironmentProfile.all().find(({ name }) => name === profile)?.approval._toDocument() };
}
