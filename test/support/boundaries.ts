/** A text of so many characters. */
export const long = (length: number, character = 'a') => character.repeat(length);

/** A list of so many different items. */
export const many = (count: number, item: (index: number) => unknown) => Array.from({ length: count }, (_, index) => item(index));

/** A number's boundaries: the lowest and the highest are taken, what lies beyond, between or is text is not. */
export const range = (lowest: number, highest: number): [unknown[], unknown[]] => [
  [lowest, highest], [lowest - 1, highest + 1, lowest + 0.5, String(highest)],
];

/** Texts that are paths from the root of a repository to something in it, and texts that are not. */
export const PATHS = ['a', 'a/b.c', '.github/a', 'a/.b', 'a..b/c..', '@scope/a_b-c', '0', 'a.'];
export const NO_PATHS = ['', '/a', 'a/', 'a//b', '.', '..', './a', '../a', 'a/.', 'a/..', 'a/./b', 'a/../b', 'a b', 'ä', 'a\n'];
