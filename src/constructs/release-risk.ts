import { Stack, Token } from 'aws-cdk-lib';
import { addAcknowledgedRisk } from './private/acknowledged-risks';
import { RiskKind } from './risk-kind';
import { Problems } from '../blueprint/private/problems';

/** A risk that a release may take without a person being asked. */
export interface AcknowledgedRiskProps {
  /**
   * The logical id of the resource that brings the risk, such as `Orders1A2B3C4D`. The summary of the changes tells it; it need not
   * be in the stack any more. For permissions it is the policy or the role that broadens them.
   */
  readonly logicalId: string;

  /** The risk. */
  readonly risk: RiskKind;

  /** Why it is right, for whoever reads the summary. */
  readonly reason: string;
}

/**
 * Risks of releases, which stop for a person where an environment's approval is `Approval.onRisk()`, and before the
 * pipeline updates itself.
 *
 * An acknowledged risk stops nobody and is told with its reason in every summary. Remove the acknowledgement when all
 * environments have had the release: until then it would let the next such risk pass as well, and summaries say so.
 */
export class ReleaseRisk {
  /**
   * Acknowledges a risk of the next release of a stack.
   *
   * @param stack the stack with the resource: one of a stage, or the pipeline's own
   * @throws Error that lists what is wrong with the acknowledgement
   */
  public static acknowledge(stack: Stack, props: AcknowledgedRiskProps): void {
    const problems = new Problems();
    if (!Token.isUnresolved(props.logicalId) && !/^[A-Za-z0-9]{1,255}$/.test(props.logicalId)) {
      problems.add('logicalId', 'must be letters and digits, at most 255', props.logicalId, 'Take it from the summary of the changes, or from stack.getLogicalId(…).');
    }
    if (props.reason.trim() === '') {
      problems.add('reason', 'must be text', props.reason, 'Say why the risk is right.');
    }
    addAcknowledgedRisk(stack, props, problems);
    problems.throwIfAny(`ReleaseRisk.acknowledge of ${stack.node.path}`);
  }

  private constructor() {}
}
