/**
 * Whether a path matches one of CodeBuild's file patterns: `**` for any number of folders, `*` and `?` within a name,
 * `[abc]` for one of several characters. Names that start with a dot are names like any other.
 *
 * @param path separated by `/`
 */
export function matchesGlob(path: string, pattern: string): boolean {
  return matchSegments(path.split('/'), normalized(pattern).split('/'));
}

function normalized(pattern: string): string {
  return pattern.replace(/^(\.\/)+/, '').replace(/\/+/g, '/').replace(/\/$/, '/**');
}

function matchSegments(path: string[], pattern: string[]): boolean {
  if (pattern.length === 0) {
    return path.length === 0;
  }
  if (pattern[0] === '**') {
    // A trailing `**` stands for everything below, at least one name.
    return pattern.length === 1
      ? path.length > 0
      : path.some((_, skipped) => matchSegments(path.slice(skipped), pattern.slice(1)));
  }
  return path.length > 0 && segmentExpression(pattern[0]).test(path[0]) && matchSegments(path.slice(1), pattern.slice(1));
}

function segmentExpression(segment: string): RegExp {
  const source = segment.replace(/\[[^\]]+\]|\*+|\?|[\\^$.|+(){}[\]]/g, (token) => {
    if (token.length > 1 && token.startsWith('[')) {
      return token.replace(/^\[!/, '[^').replace(/\\/g, '\\\\');
    }
    return token.startsWith('*') ? '[^/]*' : token === '?' ? '[^/]' : `\\${token}`;
  });
  return new RegExp(`^${source}$`, 's');
}
