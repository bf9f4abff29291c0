import { Stack } from 'aws-cdk-lib';

/** Stacks of which one would be deployed over the other. */
export function sharedStackNames(stacks: readonly Stack[]): string[] {
  const byPlace = new Map<string, Stack[]>();
  for (const stack of stacks) {
    const place = `${stack.account}/${stack.region}: ${stack.stackName}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), stack]);
  }
  return [...byPlace].filter(([, sharing]) => sharing.length > 1).map(([place, sharing]) =>
    `stacks of one account and region must differ in their names, got: ${place} (${sharing.map(({ node }) => node.path).join(', ')}). ` +
    'Give the stages ids that differ, or the stacks a stackName each.');
}
