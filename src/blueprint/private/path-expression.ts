/** The parts of a pattern: any folders, any names, one character, a set, a group, or a character that stands for itself. */
const PARTS = /\*\*\/|\*\*|\*|\?|\[(!?)([^\]]+)\]|\{([^{}]*)\}|[^]/g;

/**
 * The extended regular expression, as POSIX defines it, for the paths that match a pattern.
 *
 * `**` before a slash also stands for no folder at all. Whether it does in a filter of CodePipeline's is not said; here
 * one file too many costs a build, and one too few would hide a change.
 *
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/syntax-glob.html
 */
export function pathExpression(pattern: string): string {
  return `^${expressionOf(pattern)}$`;
}

/** The expression for the files that a path of a buildspec's cache keeps: a folder stands for all that is in it. */
export function cachedPathExpression(path: string): string {
  return `^${expressionOf(path.replace(/^(\.\/)+/, '').replace(/\/+$/, ''))}(/.*)?$`;
}

function expressionOf(pattern: string): string {
  return pattern.replace(PARTS, (part: string, negation: string | undefined, set: string | undefined, group: string | undefined) => {
    if (group !== undefined) {
      return `(${group.split(',').map(expressionOf).join('|')})`;
    }
    if (set !== undefined) {
      return negation ? `[^/${set}]` : `[${set}]`;
    }
    switch (part) {
      case '**/': return '(.*/)?';
      case '**': return '.*';
      case '*': return '[^/]*';
      case '?': return '[^/]';
      default: return part.replace(/[\\^$.|+(){}[\]]/, '\\$&');
    }
  });
}
