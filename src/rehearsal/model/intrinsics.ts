import type { AssemblyStack, Template } from './cloud-assembly';

/**
 * Turns CloudFormation's intrinsic functions into readable text.
 *
 * Nothing is deployed, so a reference to a resource becomes its logical id and an attribute `LogicalId.Attribute`:
 * unique within a stack, and a person sees what is meant.
 */
export class Intrinsics {
  private readonly pseudo: Readonly<Record<string, string>>;

  constructor(private readonly template: Template, stack: AssemblyStack) {
    this.pseudo = {
      'AWS::AccountId': stack.account,
      'AWS::Region': stack.region,
      'AWS::Partition': 'aws',
      'AWS::StackName': stack.stackName,
      'AWS::StackId': `arn:aws:cloudformation:${stack.region}:${stack.account}:stack/${stack.stackName}/rehearsal`,
      'AWS::URLSuffix': 'amazonaws.com',
    };
  }

  /** The value with every intrinsic function in it replaced. */
  public resolve(value: unknown): unknown {
    if (Array.isArray(value)) {
      return value.map((item) => this.resolve(item)).filter((item) => item !== undefined);
    }
    if (!isObject(value)) {
      return value;
    }
    const entries = Object.entries(value);
    if (entries.length === 1 && (entries[0][0] === 'Ref' || entries[0][0].startsWith('Fn::'))) {
      return this.call(entries[0][0], entries[0][1]);
    }
    return Object.fromEntries(entries.map(([key, item]) => [key, this.resolve(item)]).filter(([, item]) => item !== undefined));
  }

  /** The value as text: what CloudFormation would hand to a property of type String. */
  public text(value: unknown): string {
    const resolved = this.resolve(value);
    return typeof resolved === 'string' ? resolved : resolved === undefined ? '' : JSON.stringify(resolved);
  }

  private call(name: string, argument: unknown): unknown {
    switch (name) {
      case 'Ref':
        return this.reference(String(argument));
      case 'Fn::GetAtt':
        return Array.isArray(argument) ? argument.map((part) => this.text(part)).join('.') : String(argument);
      case 'Fn::Join':
        return this.join(argument);
      case 'Fn::Sub':
        return this.substitute(argument);
      case 'Fn::Select':
        return this.select(argument);
      case 'Fn::Split': {
        const [separator, source] = argument as [string, unknown];
        return this.text(source).split(separator);
      }
      case 'Fn::FindInMap': {
        const [map, first, second] = (argument as unknown[]).map((part) => this.text(part));
        return this.template.Mappings?.[map]?.[first]?.[second] ?? `${map}.${first}.${second}`;
      }
      case 'Fn::If':
        // Which branch holds depends on parameters of the deployment; the first is what the condition is written for.
        return this.resolve((argument as unknown[])[1]);
      default:
        return `${name.replace('Fn::', '')}(${this.text(argument)})`;
    }
  }

  private reference(name: string): unknown {
    if (name === 'AWS::NoValue') {
      return undefined;
    }
    return this.pseudo[name] ?? this.template.Parameters?.[name]?.Default ?? name;
  }

  private join(argument: unknown): string {
    const [separator, parts] = argument as [string, unknown];
    const items = this.resolve(parts);
    return Array.isArray(items) ? items.map((item) => this.text(item)).join(separator) : this.text(items);
  }

  private substitute(argument: unknown): string {
    const [text, variables] = Array.isArray(argument) ? argument as [string, Record<string, unknown>] : [String(argument), {}];
    return text.replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
      if (literal) {
        return `\${${name}}`;
      }
      return name in variables ? this.text(variables[name]) : this.text(this.reference(name.trim()));
    });
  }

  private select(argument: unknown): unknown {
    const [index, list] = argument as [string | number, unknown];
    const items = this.resolve(list);
    return Array.isArray(items) ? items[Number(index)] : `Select(${index}, ${this.text(items)})`;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
