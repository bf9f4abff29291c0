import { compareTemplates } from './compare-templates';
import type { TargetStack } from './deployment';
import type { StackTemplate } from './stack-template';
import { isObject } from '../model/intrinsics';
import type { ResourceChange } from '../report/stack-changes';

type Resources = Readonly<Record<string, unknown>>;

const NO_CHANGES = {
  Status: 'FAILED',
  ExecutionStatus: 'UNAVAILABLE',
  StatusReason: "The submitted information didn't contain changes. Submit different information to create a change set.",
};

/**
 * A change set in the words of CloudFormation, made of the comparison that a rehearsal shows. Nothing is deployed: values are those of the
 * templates, with references in them, where CloudFormation tells what they stand for.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeChangeSet.html
 */
export async function describeChangeSet(
  { account, region, name }: TargetStack, changeSet: string, live: StackTemplate, template: StackTemplate,
): Promise<object> {
  // As in CloudFormation, a nested stack is one resource of its parent.
  const own = ({ body }: StackTemplate): StackTemplate => ({ body, nested: {} });
  const { added, changed, replaced, removed, sections } = await compareTemplates(own(live), own(template));
  const [before, after] = [resourcesOf(live), resourcesOf(template)];
  const changes = [
    ...added.map((one) => described('Add', one, before, after)),
    ...[...changed, ...replaced].map((one) => described('Modify', one, before, after)),
    ...removed.map((one) => described('Remove', one, before, after)),
  ];
  return {
    ChangeSetName: changeSet,
    StackName: name,
    StackId: `arn:aws:cloudformation:${region}:${account}:stack/${name}/rehearsal`,
    ...(changes.length === 0 && sections.length === 0 ? NO_CHANGES : { Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' }),
    Changes: changes,
  };
}

function described(Action: 'Add' | 'Modify' | 'Remove', change: ResourceChange, before: Resources, after: Resources): object {
  const { logicalId, type, properties = [], replacement, retained = false } = change;
  const [old, now] = [before[logicalId], after[logicalId]];
  return {
    Type: 'Resource',
    ResourceChange: {
      Action,
      LogicalResourceId: logicalId,
      ResourceType: type,
      ...(Action === 'Modify' && { Replacement: replacement === 'certain' ? 'True' : replacement === 'possible' ? 'Conditional' : 'False' }),
      ...policyOf(Action, replacement !== undefined, retained),
      Details: properties.map((property) => detail(property, old, now)),
      ...contextOf('BeforeContext', old),
      ...contextOf('AfterContext', now),
    },
  };
}

function policyOf(action: string, replaces: boolean, retained: boolean): { PolicyAction?: string } {
  if (action === 'Remove') {
    return { PolicyAction: retained ? 'Retain' : 'Delete' };
  }
  return replaces ? { PolicyAction: retained ? 'ReplaceAndRetain' : 'ReplaceAndDelete' } : {};
}

/** A difference of a property, or of an attribute such as `DeletionPolicy`. */
function detail(name: string, old: unknown, now: unknown): object {
  const isProperty = [old, now].some((resource) => isObject(resource) && isObject(resource.Properties) && name in resource.Properties);
  const Target = isProperty ? { Attribute: 'Properties', Name: name, Path: `/Properties/${name}` } : { Attribute: name };
  return { Target, Evaluation: 'Static', ChangeSource: 'DirectModification' };
}

function contextOf(key: string, resource: unknown): object {
  return isObject(resource) ? { [key]: JSON.stringify({ Properties: resource.Properties ?? {}, Metadata: resource.Metadata ?? {} }) } : {};
}

function resourcesOf({ body }: StackTemplate): Resources {
  return isObject(body.Resources) ? body.Resources : {};
}
