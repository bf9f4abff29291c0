import { ArnFormat, aws_ecs as ecs, aws_iam as iam, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SECRET_REFERENCE } from '../../../blueprint/private/rules/value-sources';
import type { ServiceConfigurationOptions } from '../../service-configuration-options';

/** A value that ECS reads when it starts a task, and the one right that this takes. */
class StoredValue extends ecs.Secret {
  public constructor(public readonly arn: string, private readonly right: { action: string; resource: string }, public readonly hasField = false) {
    super();
  }

  public grantRead(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({ grantee, actions: [this.right.action], resourceArns: [this.right.resource] });
  }
}

/** The parameters and secrets of a container, by variable. The role that starts tasks may read exactly these; the application's role may not. */
export function storedValues(scope: Construct, { parameters = {}, secrets = {} }: ServiceConfigurationOptions): Record<string, ecs.Secret> {
  const stack = Stack.of(scope);
  return {
    ...mapValues(parameters, (name) => parameter(stack, name)),
    ...mapValues(secrets, (reference) => secret(stack, reference)),
  };
}

function parameter(stack: Stack, name: string): StoredValue {
  const arn = stack.formatArn({ service: 'ssm', resource: 'parameter', resourceName: name.replace(/^\//, '') });
  return new StoredValue(arn, { action: 'ssm:GetParameters', resource: arn });
}

function secret(stack: Stack, reference: string): StoredValue {
  const { secret: nameOrArn, key } = SECRET_REFERENCE.exec(reference)!.groups!;
  const isArn = nameOrArn.startsWith('arn:');
  const arn = isArn ? nameOrArn : stack.formatArn({ service: 'secretsmanager', resource: 'secret', resourceName: nameOrArn, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  // Secrets Manager ends every ARN with six random characters, which a name does not tell.
  const isWhole = isArn && /-[A-Za-z0-9]{6}$/.test(nameOrArn);
  const right = { action: 'secretsmanager:GetSecretValue', resource: isWhole ? arn : `${arn}-??????` };
  return new StoredValue(key === undefined ? arn : `${arn}:${key}::`, right, key !== undefined);
}

/** Lets tasks start with values under a customer's key; only by way of the services that hold the values. */
export function allowDecryption(scope: Construct, role: iam.IRole, keyArn: string): void {
  const { region } = Stack.of(scope);
  role.addToPrincipalPolicy(new iam.PolicyStatement({
    actions: ['kms:Decrypt'],
    resources: [keyArn],
    conditions: { StringEquals: { 'kms:ViaService': [`ssm.${region}.amazonaws.com`, `secretsmanager.${region}.amazonaws.com`] } },
  }));
}

function mapValues<T>(values: Record<string, string>, change: (value: string) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
