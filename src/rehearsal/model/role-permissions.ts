import type { Template } from './cloud-assembly';
import { Intrinsics, isObject } from './intrinsics';
import { list, text, textList } from './template-values';

const POLICIES = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'];

/**
 * On what the policies of a role in the same template allow an action: patterns of ARNs. Managed policies of AWS are not in
 * a template and not looked at.
 *
 * @param role its logical id
 */
export function resourcesAllowed(role: string, action: string, template: Template, intrinsics: Intrinsics): string[] {
  return documentsOf(role, template, intrinsics).flatMap((document) => isObject(document) ? list(listed(document.Statement)) : [])
    .filter(({ Effect, Action }) => Effect === 'Allow' && textList(listed(Action)).some((pattern) => matches(pattern, action)))
    .flatMap(({ Resource }) => textList(listed(Resource)));
}

/** Whether a pattern with `*` and `?` stands for a text, in which case does not count: ARNs differ by no more than that. */
export function matches(pattern: string, value: string): boolean {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 'i').test(value);
}

function documentsOf(role: string, { Resources = {} }: Template, intrinsics: Intrinsics): unknown[] {
  const inline = intrinsics.resolve(Resources[role]?.Properties?.Policies);
  const attached = Object.values(Resources).filter(({ Type }) => POLICIES.includes(Type))
    .map(({ Properties = {} }) => intrinsics.resolve(Properties) as Record<string, unknown>)
    .filter(({ Roles }) => textList(Roles).includes(role));
  return [...list(inline), ...attached].map(({ PolicyDocument }) => PolicyDocument);
}

/** IAM takes one value for a list of one. */
function listed(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** The logical id of what a property such as `Role` refers to by `Ref` or `Arn`. */
export function referredTo(value: unknown): string {
  return (text(value) ?? '').replace(/\.Arn$/, '');
}
