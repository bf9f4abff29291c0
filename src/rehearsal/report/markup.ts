const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;',
};

// What XML forbids or discourages: control characters, halves of surrogate pairs, non-characters.
const FORBIDDEN = /[^\t\n\r\u0020-\u007E\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

// Colours, cursor movements and titles that programs send to a terminal.
// eslint-disable-next-line no-control-regex
const TERMINAL = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)|[@-Z\\-_])/g;

/** Text for the content of an HTML or XML element, whatever it holds. */
export function escapeText(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/** Text for a quoted attribute; unlike in content, line breaks need an entity there to stay. */
export function escapeAttribute(text: string): string {
  return printable(text).replace(/[&<>"'\t\n\r]/g, (character) => ENTITIES[character]);
}

/** Text without what would move a terminal's cursor, set its colours, or break XML. */
export function printable(text: string): string {
  return text.replace(TERMINAL, '').replace(FORBIDDEN, '');
}
