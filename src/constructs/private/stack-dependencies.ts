import { Stack } from 'aws-cdk-lib';

/** A stack and, as `cdk deploy` takes them along, all that it depends on. */
export function withDependencies(stack: Stack): Stack[] {
  const all = new Set([stack]);
  for (const one of all) {
    one.dependencies.forEach((dependency) => all.add(dependency));
  }
  return [...all];
}
