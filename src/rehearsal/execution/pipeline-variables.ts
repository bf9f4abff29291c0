import { ActionFailure, NotExecutable } from './action-outcome';
import { ActionDefinition, labelOf, PipelineDefinition } from '../model/pipeline-definition';

const REFERENCE = /#\{([A-Za-z0-9@_-]+)\.([A-Za-z0-9@_.-]+)\}/g;

/** The variables of one execution, read as `#{Namespace.Name}` in the configuration of actions. */
export class PipelineVariables {
  private readonly namespaces = new Map<string, Readonly<Record<string, string>>>();
  private readonly notExecuted = new Set<string>();

  constructor(private readonly definition: PipelineDefinition, executionId: string, given: Readonly<Record<string, string>> = {}) {
    this.namespaces.set('codepipeline', { PipelineExecutionId: executionId });
    const defaults = Object.entries(definition.variables).filter((entry): entry is [string, string] => entry[1] !== undefined);
    // An update of the pipeline may have removed a variable that was given.
    const kept = Object.entries(given).filter(([name]) => name in definition.variables);
    this.namespaces.set('variables', { ...Object.fromEntries(defaults), ...Object.fromEntries(kept) });
  }

  /** Takes the variables of an action that has run. */
  public put(action: ActionDefinition, variables: Readonly<Record<string, string>>): void {
    if (action.namespace) {
      this.namespaces.set(action.namespace, variables);
    }
  }

  public markAbsent(action: ActionDefinition): void {
    if (action.namespace) {
      this.notExecuted.add(action.namespace);
    }
  }

  /** The first variable of AWS's own that this execution knows under that name, such as the source's `CommitId`. */
  public tryFind(name: string): string | undefined {
    return [...this.namespaces.values()].find((variables) => name in variables)?.[name];
  }

  /**
   * The text with its references replaced.
   *
   * @throws NotExecutable if a value would come from a deployment or from an action that was not executed
   * @throws ActionFailure if there is no such variable, which fails an action in AWS as well
   */
  public resolve(text: string): string {
    return text.replace(REFERENCE, (_whole, namespace: string, name: string) => this.value(namespace, name));
  }

  private value(namespace: string, name: string): string {
    const value = this.namespaces.get(namespace)?.[name];
    if (value !== undefined) {
      return value;
    }
    const producer = this.definition.stages.flatMap((stage) => stage.actions).find((action) => action.namespace === namespace);
    // Stacks and stack sets are the only deployments that give variables.
    if (producer?.category === 'Deploy' && producer.provider.startsWith('CloudFormation') && !this.namespaces.has(namespace)) {
      throw new NotExecutable(`needs the stack output ${name} of ${labelOf(producer)}, which exists only after a deployment`);
    }
    if (producer && this.notExecuted.has(namespace)) {
      throw new NotExecutable(`needs the variable ${name} of ${labelOf(producer)}, which was not executed`);
    }
    throw new ActionFailure(`the variable #{${namespace}.${name}} has no value: no earlier action has set it`);
  }
}
