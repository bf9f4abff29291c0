/** The file in the first source's folder that is read if no other is named. Git ignores it, and no source copy has it. */
export const VALUES_FILE = 'rehearsal.values.yaml';

/** A developer's own values for what AWS keeps in Parameter Store and Secrets Manager. */
export interface RehearsalValues {
  /** The file they come from; undefined if there is none. */
  readonly file?: string;
  /** Every single value. */
  readonly texts: readonly string[];
  /** The value of a parameter by name; undefined if there is none. */
  parameter(name: string): string | undefined;
  /**
   * The value of a secret.
   *
   * @param reference as in a buildspec: `id:json-key:version-stage:version-id`; the id may be an ARN
   */
  secret(reference: string): string | undefined;
}

export const NO_VALUES: RehearsalValues = { texts: [], parameter: () => undefined, secret: () => undefined };

/** A secret of the file: a text, or the keys of a JSON object. */
export type SecretValue = string | Readonly<Record<string, string>>;

export class GivenValues implements RehearsalValues {
  constructor(
    public readonly file: string,
    private readonly parameters: Readonly<Record<string, string>>,
    private readonly secrets: Readonly<Record<string, SecretValue>>,
  ) {}

  public get texts(): string[] {
    return [...Object.values(this.parameters), ...Object.values(this.secrets).flatMap((secret) => typeof secret === 'string' ? [secret] : Object.values(secret))];
  }

  public parameter(name: string): string | undefined {
    return own(this.parameters, name);
  }

  public secret(reference: string): string | undefined {
    const { ids, key } = parseSecretReference(reference);
    const secret = ids.map((id) => own(this.secrets, id)).find((value) => value !== undefined);
    if (!key) {
      return typeof secret === 'object' ? JSON.stringify(secret) : secret;
    }
    return typeof secret === 'object' ? own(secret, key) : keyOf(secret, key);
  }
}

function own<T>(values: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

/** A secret that was given as a text may be the JSON that AWS would keep. */
function keyOf(text: string | undefined, key: string): string | undefined {
  try {
    const value: unknown = Object.entries(JSON.parse(text ?? '') as object).find(([name]) => name === key)?.[1];
    return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/**
 * The names under which a secret may be given, and which key of it is meant. An ARN ends with the secret's name and six
 * characters of AWS's own: https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen
 */
export function parseSecretReference(reference: string): { readonly ids: readonly string[]; readonly key?: string } {
  const parts = reference.split(':');
  const length = reference.startsWith('arn:') ? 7 : 1;
  const id = parts.slice(0, length).join(':');
  const name = length === 7 ? parts[6] ?? '' : id;
  return { ids: [id, name, ...length === 7 ? [name.replace(/-[A-Za-z0-9]{6}$/, '')] : []], key: parts[length] || undefined };
}
