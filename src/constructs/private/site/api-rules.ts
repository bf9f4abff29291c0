import type { Problems } from '../../../blueprint/private/problems';
import { parameterName } from '../../../blueprint/private/rules/value-sources';
import { Node } from '../../../blueprint/private/shape';

/** The name stands in the template as it is, so it must be known here. */
export function checkApiParameter(problems: Problems, address: { readonly parameterName: string }): void {
  parameterName(new Node('api', address, problems).at('parameterName'));
}

/** A pattern that starts with a wildcard would take the pages of the site as well. */
export function checkPathPattern(problems: Problems, pattern: string): void {
  if (!/^\/[\w.~-][\w.~$/"'@:+&*?-]{0,253}$/.test(pattern)) {
    problems.add('api.pathPattern', 'must be a "/", a name and what may follow it, at most 255 characters', pattern, 'Write it such as "/api/*".');
  }
}
