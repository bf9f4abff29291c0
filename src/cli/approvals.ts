import { ActionDefinition, isMeant, PipelineDefinition, UsageError } from '../rehearsal';

/**
 * The approvals that an option names.
 *
 * @throws UsageError for a name that is none of an approval or of its stage
 */
export function approvalsNamed(option: string, names: readonly string[], { stages }: PipelineDefinition): ActionDefinition[] {
  const approvals = stages.flatMap((stage) => stage.actions).filter((action) => action.category === 'Approval');
  const unknown = names.find((name) => !approvals.some((action) => isMeant(action, name)));
  if (unknown !== undefined) {
    const known = approvals.map((action) => action.name).join(', ') || 'none';
    throw new UsageError(option, 'must name an approval action or its stage', unknown, `The pipeline's approvals: ${known}.`);
  }
  return approvals.filter((action) => names.some((name) => isMeant(action, name)));
}
