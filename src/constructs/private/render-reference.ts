import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * A value with its references written as `<Resource.Attribute>`, the way in which findings name the resources of a policy.
 *
 * Computed and not written down, because asset buckets carry the bootstrap's qualifier, account and region.
 */
export function renderReference(scope: IConstruct, value: unknown): string {
  return render(Stack.of(scope).resolve(value));
}

function render(node: unknown): string {
  if (typeof node === 'string') {
    return node.replace(/\$\{/g, '<').replace(/\}/g, '>');
  }
  const [[intrinsic, argument]] = Object.entries(node as Record<string, unknown>);
  switch (intrinsic) {
    case 'Fn::Join': {
      const [delimiter, parts] = argument as [string, unknown[]];
      return parts.map(render).join(delimiter);
    }
    case 'Fn::GetAtt':
      return `<${(argument as string[]).map(render).join('.')}>`;
    case 'Ref':
      return `<${render(argument)}>`;
    case 'Fn::Sub':
    case 'Fn::ImportValue':
      return render(argument);
    default:
      return JSON.stringify(node);
  }
}
