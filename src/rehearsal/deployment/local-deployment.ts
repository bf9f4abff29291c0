import { readFileSync } from 'node:fs';
import type { CloudFormationValidator } from './cloudformation-validator';
import type { Deployment, StackReference, StackRequest } from './deployment';
import { ActionOutcome, NotExecutable } from '../execution/action-outcome';

/** Deployments without AWS: templates are validated, nothing is deployed. */
export class LocalDeployment implements Deployment {
  constructor(private readonly validator: CloudFormationValidator) {}

  public async createOrUpdate({ stack, template: { file, reference } }: StackRequest): Promise<ActionOutcome> {
    const result = this.validator.validate(readFileSync(file, 'utf8'), reference, stack);
    if ('unavailable' in result) {
      throw new NotExecutable(result.unavailable);
    }
    if (result.findings.length > 0) {
      return { status: 'failed', reasons: result.findings.map((finding) => `${reference}: ${finding}`) };
    }
    return { status: 'succeeded', remarks: [`the template of ${stack.name} is valid; nothing was deployed`] };
  }

  public async prepareChangeSet(request: StackRequest): Promise<ActionOutcome> {
    return this.createOrUpdate(request);
  }

  public async executeChangeSet({ stack }: StackReference): Promise<ActionOutcome> {
    return { status: 'succeeded', remarks: [`the change set of ${stack.name} would be executed; nothing was deployed`] };
  }

  public async delete(): Promise<ActionOutcome> {
    throw new NotExecutable('the action mode DELETE_ONLY has an effect in an account only');
  }
}
