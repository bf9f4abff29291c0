import type { ActionDefinition } from '../model/pipeline-definition';

/**
 * The actions of a stage in groups: groups run one after another by run order, the actions of one group are
 * independent of each other and keep the order in which they were declared.
 */
export function inRunOrder<T extends Pick<ActionDefinition, 'runOrder'>>(actions: readonly T[]): T[][] {
  const orders = [...new Set(actions.map((action) => action.runOrder))].sort((a, b) => a - b);
  return orders.map((order) => actions.filter((action) => action.runOrder === order));
}
