import { readFileSync } from 'node:fs';
import type { CloudFormation, Stack } from '@aws-sdk/client-cloudformation';
import { AccountAccess } from './account-access';
import { asActionFailure, saysNoChanges } from './cloudformation-errors';
import { EmulatedStack } from './emulated-stack';
import { stackInput, stackPolicy } from './stack-input';
import { ActionFailure, ActionOutcome } from '../../execution/action-outcome';
import { labelOf } from '../../model/pipeline-definition';
import type { StackChanges } from '../../report/stack-changes';
import type { CloudFormationValidator } from '../cloudformation-validator';
import { compareTemplates } from '../compare-templates';
import type { Deployment, StackReference, StackRequest, TargetStack } from '../deployment';
import { NO_TEMPLATE, stackTemplateOf } from '../stack-template';

export interface EmulatedDeploymentProps {
  /** The address of the emulator, which is on this machine. */
  readonly endpoint: string;
  readonly validator: CloudFormationValidator;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

/** The stack of an action and the client that acts as its role. */
interface Session {
  readonly client: CloudFormation;
  readonly stack: EmulatedStack;
}

/** What `REPLACE_ON_FAILURE` deletes first and an update is refused for: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/continuous-delivery-codepipeline-action-reference.html */
const FAILED = ['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'CREATE_FAILED', 'DELETE_FAILED', 'UPDATE_ROLLBACK_FAILED'];

/** Deployments into the emulated accounts of a server on this machine. */
export class EmulatedDeployment implements Deployment {
  private readonly access: AccountAccess;

  constructor(private readonly props: EmulatedDeploymentProps) {
    this.access = new AccountAccess(props.endpoint, props.signal);
  }

  public async createOrUpdate(request: StackRequest): Promise<ActionOutcome> {
    const { unchecked, findings } = await this.check(request);
    if (findings.length > 0) {
      return { status: 'failed', reasons: findings };
    }
    return this.act(request, async (session) => {
      const outcome = await this.apply(request, session);
      return { ...outcome, remarks: [...outcome.remarks ?? [], ...unchecked] };
    });
  }

  public async prepareChangeSet(request: StackRequest, changeSet: string): Promise<ActionOutcome> {
    const { unchecked, findings } = await this.check(request);
    if (findings.length > 0) {
      return { status: 'failed', reasons: findings };
    }
    return this.act(request, async ({ client, stack }) => {
      const existing = await stack.find();
      const changes = await changesOf(request, existing && await stack.template());
      const earlier = await stack.findChangeSet(changeSet);
      if (earlier) {
        await client.deleteChangeSet({ ChangeSetName: earlier }, this.abort);
      }
      const notCreated = await stack.findNotCreated();
      const { Id, StackId } = await client.createChangeSet(
        { ...stackInput(request), ChangeSetName: changeSet, ChangeSetType: existing ? 'UPDATE' : 'CREATE' }, this.abort);
      if (notCreated !== undefined && notCreated !== StackId) {
        // moto makes a stack for each change set that would create one, and would always answer with the first of that name.
        await client.deleteStack({ StackName: notCreated }, this.abort);
      }
      return await stack.hasChanges(Id!)
        ? { status: 'succeeded', remarks: [`prepared the change set ${changeSet} of ${place(request.stack)}`, ...unchecked], changes }
        : { status: 'succeeded', remarks: [noChanges(request.stack), ...unchecked] };
    });
  }

  public async executeChangeSet(reference: StackReference, changeSet: string): Promise<ActionOutcome> {
    return this.act(reference, async ({ client, stack }) => {
      const id = await stack.findChangeSet(changeSet);
      if (!id) {
        throw new ActionFailure(`the change set ${changeSet} of ${place(reference.stack)} is not there`);
      }
      if (!await stack.hasChanges(id)) {
        return succeeded(await stack.find(), noChanges(reference.stack));
      }
      const changed = await stack.change(() => client.executeChangeSet({ ChangeSetName: id }, this.abort));
      return succeeded(changed, `executed the change set ${changeSet} of ${place(reference.stack)}`);
    });
  }

  public async delete(reference: StackReference): Promise<ActionOutcome> {
    return this.act(reference, async ({ stack }) => {
      if (!await stack.find()) {
        return { status: 'succeeded', remarks: [`there is no stack ${place(reference.stack)} to delete`] };
      }
      await stack.delete(reference.action.configuration.RoleArn || undefined);
      return { status: 'succeeded', remarks: [`deleted the stack ${place(reference.stack)}`] };
    });
  }

  public async rollBack(): Promise<readonly string[]> {
    return ['rollback: the stacks in the emulator stay as they are'];
  }

  private async apply(request: StackRequest, { client, stack }: Session): Promise<ActionOutcome> {
    const existing = await this.replaceable(request, stack);
    const input = { ...stackInput(request), ...stackPolicy(request) };
    const changes = await changesOf(request, existing && await stack.template());
    if (!existing) {
      const created = await stack.change(() => client.createStack(input, this.abort));
      return { ...succeeded(created, `created the stack ${place(request.stack)}`), changes };
    }
    try {
      const updated = await stack.change(() => client.updateStack(input, this.abort));
      return { ...succeeded(updated, `updated the stack ${place(request.stack)}`), changes };
    } catch (error) {
      if (saysNoChanges((error as Error).message)) {
        return succeeded(existing, noChanges(request.stack));
      }
      throw error;
    }
  }

  /** The stack that is to be updated; undefined if there is none or if a failed one had to go. */
  private async replaceable({ action, stack: target }: StackRequest, stack: EmulatedStack): Promise<Stack | undefined> {
    const existing = await stack.find();
    if (!existing || !FAILED.includes(existing.StackStatus!)) {
      return existing;
    }
    if (action.configuration.ActionMode !== 'REPLACE_ON_FAILURE') {
      throw new ActionFailure(`the stack ${place(target)} is in ${existing.StackStatus} and cannot be updated: delete it first`);
    }
    await stack.delete(action.configuration.RoleArn || undefined);
    return undefined;
  }

  /** An emulator accepts many a template that AWS refuses, so AWS's validator has the first word. */
  private async check(request: StackRequest): Promise<{ findings: string[]; unchecked: string[] }> {
    const { reference } = request.template;
    const result = await this.props.validator.validate(templateOf(request), reference, request.stack);
    return 'unavailable' in result
      ? { findings: [], unchecked: [result.unavailable] }
      : { findings: result.findings.map((finding) => `${reference}: ${finding}`), unchecked: [] };
  }

  private async act(reference: StackReference, work: (session: Session) => Promise<ActionOutcome>): Promise<ActionOutcome> {
    const { endpoint, signal, progress } = this.props;
    let client: CloudFormation | undefined;
    try {
      client = await this.access.cloudFormation(reference);
      const say = (status: string) => progress(`    ${labelOf(reference.action)}: ${place(reference.stack)}: ${status}`);
      return await work({ client, stack: new EmulatedStack(client, reference.stack.name, signal, say) });
    } catch (error) {
      if (signal.aborted) {
        return { status: 'interrupted' };
      }
      throw asActionFailure(error, endpoint);
    } finally {
      client?.destroy();
    }
  }

  private get abort() {
    return { abortSignal: this.props.signal };
  }
}

/**
 * What an update does to the resources. Emulators say of a change set whether a resource is changed, but not whether it
 * is replaced, so that the templates are compared. Those of nested stacks are in S3 and left out.
 */
async function changesOf(request: StackRequest, deployed: string | undefined): Promise<StackChanges> {
  const { name } = request.stack;
  const before = deployed === undefined ? NO_TEMPLATE : stackTemplateOf(deployed, `the deployed template of ${name}`);
  const after = stackTemplateOf(templateOf(request), request.template.reference);
  return { stack: name, comparedWith: deployed === undefined ? null : 'the deployed stack', ...await compareTemplates(before, after) };
}

/** The outputs of the stack are the variables of the action. */
function succeeded(stack: Stack | undefined, ...remarks: string[]): ActionOutcome {
  const variables = Object.fromEntries((stack?.Outputs ?? []).map(({ OutputKey, OutputValue = '' }) => [OutputKey!, OutputValue]));
  return { status: 'succeeded', remarks, variables };
}

function place({ name, account, region }: TargetStack): string {
  return `${name} in ${account}/${region}`;
}

function noChanges(stack: TargetStack): string {
  return `no changes: the stack ${place(stack)} is as its template says`;
}

function templateOf({ template }: StackRequest): string {
  return readFileSync(template.file, 'utf8');
}
