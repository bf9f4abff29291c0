/**
 * Groups that follow each other, of items that run together: each as early as those that it comes after allow.
 *
 * @param after what an item comes after, all of it earlier in the list
 */
export function parallelGroups<T>(items: readonly T[], after: (item: T) => readonly T[]): T[][] {
  const position = new Map<T, number>();
  const groups: T[][] = [];
  for (const item of items) {
    const place = Math.max(-1, ...after(item).map((other) => position.get(other)!)) + 1;
    position.set(item, place);
    (groups[place] ??= []).push(item);
  }
  return groups;
}
