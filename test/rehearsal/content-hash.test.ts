import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { hashOfEntries, hashOfFolder, hashOfValue, TreeEntry } from '../../src/rehearsal/reuse/content-hash';
import { appsOfThisFile } from '../support/apps';

const newApp = appsOfThisFile();

const entry: fc.Arbitrary<TreeEntry> = fc.record({
  path: fc.string({ minLength: 1 }),
  kind: fc.constantFrom('file', 'folder', 'link'),
  mode: fc.constantFrom(0o644, 0o755),
  content: fc.string(),
});
const tree = fc.uniqueArray(entry, { selector: ({ path }) => path, minLength: 1, maxLength: 8 });
const shuffled = (entries: readonly TreeEntry[]) => fc.shuffledSubarray([...entries], { minLength: entries.length, maxLength: entries.length });

describe('the hash of a build\'s input', () => {
  test('is the same for the same content, in whatever order it is listed', () => {
    fc.assert(fc.property(tree.chain((entries) => fc.tuple(fc.constant(entries), shuffled(entries))), ([entries, others]) => {
      expect(hashOfEntries(others)).toBe(hashOfEntries(entries));
    }));
  });

  test('is another one after any change of a name, a kind, a mode or the content, and with an entry more or less', () => {
    const change = fc.oneof(
      fc.record({ path: fc.string({ minLength: 1 }) }),
      fc.record({ kind: entry.map(({ kind }) => kind) }),
      fc.record({ mode: fc.constantFrom(0o600, 0o700) }),
      fc.record({ content: fc.string() }),
    );
    fc.assert(fc.property(tree, fc.nat(), change, (entries, at, changed) => {
      const index = at % entries.length;
      const others = entries.filter((_entry, position) => position !== index);
      const other = { ...entries[index], ...changed };
      fc.pre(JSON.stringify(other) !== JSON.stringify(entries[index]));
      expect(hashOfEntries([...others, other])).not.toBe(hashOfEntries(entries));
      expect(hashOfEntries(others)).not.toBe(hashOfEntries(entries));
    }));
  });

  test('sees bytes, names, modes, links and empty folders on the disk', async () => {
    const root = join(newApp().root, 'tree');
    mkdirSync(join(root, 'deep'), { recursive: true });
    writeFileSync(join(root, 'deep/a'), 'one');
    const hashes = [await hashOfFolder(root)];
    const after = async (change: () => void) => {
      change();
      hashes.push(await hashOfFolder(root));
    };
    await after(() => writeFileSync(join(root, 'deep/a'), 'two'));
    await after(() => chmodSync(join(root, 'deep/a'), 0o755));
    await after(() => renameSync(join(root, 'deep/a'), join(root, 'deep/b')));
    await after(() => mkdirSync(join(root, 'empty')));
    await after(() => symlinkSync('deep/b', join(root, 'link')));
    await after(() => {
      rmSync(join(root, 'link'));
      symlinkSync('deep/c', join(root, 'link'));
    });
    expect(new Set(hashes).size).toBe(7);
    expect(await hashOfFolder(root)).toBe(hashes.at(-1));
  });
});

describe('the hash of a value', () => {
  test('does not depend on the order of keys, and on everything else', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.string()), fc.dictionary(fc.string(), fc.string()), (one, other) => {
      const same = Object.fromEntries(Object.entries(one).reverse());
      expect(hashOfValue({ b: [same], a: 1 })).toBe(hashOfValue({ a: 1, b: [one] }));
      expect(hashOfValue(one) === hashOfValue(other)).toBe(isSame(one, other));
    }));
    expect(hashOfValue({ pattern: /a/ })).not.toBe(hashOfValue({ pattern: /b/ }));
    expect(hashOfValue(['a', 'b'])).not.toBe(hashOfValue(['b', 'a']));
  });
});

function isSame(one: Record<string, string>, other: Record<string, string>): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => Object.hasOwn(other, name) && other[name] === one[name]);
}
