import { changed, matchesSchema, PLACES, referenceProblems, shapeProblems, withValue } from '../../support/whole-document';

/** Where the rules and the schema differ, or the rules refuse something at another place. */
function differences(documents: [string, unknown][]): string[] {
  return documents.filter(([place, document]) => {
    const problems = shapeProblems(document);
    return matchesSchema(document) !== (problems.length === 0) || problems.some((problem) => !problem.includes(place));
  }).map(([place]) => place);
}

const parentOf = (place: string) => place.replace(/(\.[^.[\]]+|\[\d+\]|^[^.[\]]+)$/, '');
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

describe('J6: a document with every key that there is', () => {
  test('follows the rules and the schema', () => {
    expect([shapeProblems(withValue('application', 'orders')), matchesSchema(withValue('application', 'orders'))]).toEqual([[], true]);
  });

  test('can do without exactly the keys that the schema does not require', () => {
    expect(differences(PLACES.map((place) => [parentOf(place), changed(place, (parent, key) => {
      if (Array.isArray(parent)) {
        parent.splice(Number(key), 1);
      } else {
        delete parent[key];
      }
    })]))).toEqual([]);
  });

  test.each([['nothing', null], ['a list', ['a']], ['an object', { 'a b\n': null }]])('has no place that takes what the schema refuses there: %s', (_, value) => {
    expect(differences(PLACES.map((place) => [place, withValue(place, value)]))).toEqual([]);
  });

  test('has no object that takes an unknown key where the schema takes none', () => {
    const withSurprise = (place: string) => changed(place, (parent, key) => {
      if (isObject(parent[key])) {
        parent[key].surprise = 'here';
      }
    });
    expect(differences(PLACES.map((place) => [place, withSurprise(place)]))).toEqual([]);
  });

  test.each([['nothing', null], ['a list', ['a']], ['an object', { 'a b\n': null }]])('is told of values of the wrong shape once, and not what they have to do with others: %s', (_, value) => {
    const told = (problems: string[], place: string) => problems.filter((problem) => problem.startsWith(`${place} must be `)).length;
    const known = referenceProblems(withValue('application', 'orders'));
    expect(PLACES.filter((place) => told(referenceProblems(withValue(place, value)), place) > told(known, place))).toEqual([]);
  });
});
