import { defaultNamePrefix } from '../name-prefix';
import { isRecord, items, Node } from '../shape';

/** Two environments in one place would deploy different stacks under one name. */
export function checkNamePrefixes(root: Node): void {
  const application = isRecord(root.value) ? String(root.value.application) : '';
  const seen = new Map<string, { place: string; name: unknown }>();
  for (const node of items(root, 'environments')) {
    if (!isRecord(node.value)) {
      continue;
    }
    const { name, account, namePrefix = defaultNamePrefix(String(name), application) } = node.value;
    for (const region of new Set(items(node, 'regions').map(({ value }) => value))) {
      const place = `${String(account)}/${String(region)}/${String(namePrefix)}`;
      const first = seen.get(place);
      // Of two environments with one name, that is the mistake.
      if (first !== undefined && first.name !== name) {
        node.problems.add(`${node.place}.namePrefix`, `must differ from that of ${first.place}, which is in the same account and region`, namePrefix, 'Give each a prefix of its own, or leave the key out.');
        break;
      }
      seen.set(place, { place: node.place, name });
    }
  }
}
