const LONGEST_VALUE = 120;

/** What differs between two JSON values, each with its place: `Resources.Pipeline.Properties.Stages[1].Name was "a", is "b"`. */
export function differences(before: unknown, after: unknown, place = ''): string[] {
  if (isContainer(before) && isContainer(after) && Array.isArray(before) === Array.isArray(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differences(before[key], after[key], placeOf(place, key, Array.isArray(before))));
  }
  return before === after ? [] : [`${place === '' ? 'the template' : place} was ${show(before)}, is ${show(after)}`];
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function placeOf(place: string, key: string, isItem: boolean): string {
  if (isItem) {
    return `${place}[${key}]`;
  }
  return place === '' ? key : `${place}.${key}`;
}

function show(value: unknown): string {
  const text = value === undefined ? 'absent' : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
