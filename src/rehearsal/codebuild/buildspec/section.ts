import { isObject } from '../../model/intrinsics';

/** A mapping of a buildspec. What is wrong with it is collected, so that a person corrects everything at once. */
export class Section {
  /** @param place how the mapping is named in messages, such as `phases.build` */
  public static of(value: unknown, place: string, problems: string[]): Section {
    if (value === undefined || value === null) {
      return new Section({}, place, problems);
    }
    if (!isObject(value)) {
      problems.push(`${place} must be a mapping, got: ${JSON.stringify(value)}`);
      return new Section({}, place, problems);
    }
    return new Section(value, place, problems);
  }

  private constructor(
    private readonly values: Readonly<Record<string, unknown>>, public readonly place: string, private readonly problems: string[],
  ) {}

  public get keys(): string[] {
    return Object.keys(this.values);
  }

  public has(key: string): boolean {
    return this.values[key] !== undefined;
  }

  /** Notes keys that AWS does not know. */
  public allow(...keys: readonly string[]): this {
    const unknown = this.keys.filter((key) => !keys.includes(key));
    if (unknown.length > 0) {
      this.problem(`the keys of ${this.place} must be some of ${keys.join(', ')}, got: ${unknown.join(', ')}`);
    }
    return this;
  }

  public section(key: string): Section {
    return Section.of(this.values[key], this.placeOf(key), this.problems);
  }

  /** The mappings below a mapping, by name. */
  public sections(key: string): [string, Section][] {
    const parent = this.section(key);
    return parent.keys.map((name) => [name, parent.section(name)]);
  }

  public text(key: string): string | undefined {
    const value = this.values[key];
    if (value === undefined || value === null) {
      return undefined;
    }
    if (typeof value === 'object') {
      this.problem(`${this.placeOf(key)} must be a text, got: ${JSON.stringify(value)}`);
      return undefined;
    }
    return String(value);
  }

  /** A text that has to be one of several. */
  public choice<T extends string>(key: string, choices: readonly T[]): T | undefined {
    const value = this.text(key);
    if (value !== undefined && !(choices as readonly string[]).includes(value)) {
      this.problem(`${this.placeOf(key)} must be one of ${choices.join(', ')}, got: ${value}`);
      return undefined;
    }
    return value as T | undefined;
  }

  /** `yes` or `no`; YAML's own `true` and `false` mean the same. */
  public flag(key: string): boolean {
    return ['yes', 'true'].includes(this.choice(key, ['yes', 'no', 'true', 'false']) ?? 'no');
  }

  public texts(key: string): Record<string, string> {
    const section = this.section(key);
    return Object.fromEntries(section.keys.map((name) => [name, section.text(name) ?? '']));
  }

  /** CodeBuild takes a single text for a list of one. */
  public textList(key: string): string[] {
    const value = this.values[key];
    if (value === undefined || value === null) {
      return [];
    }
    return (Array.isArray(value) ? value : [value]).map((item: unknown) => {
      if (typeof item === 'object') {
        this.problem(`${this.placeOf(key)} must be a list of texts, got: ${JSON.stringify(item)}. Quote a text that holds ": ".`);
      }
      return String(item);
    });
  }

  public problem(message: string): void {
    this.problems.push(message);
  }

  public placeOf(key: string): string {
    return this.place === ROOT ? key : `${this.place}.${key}`;
  }
}

/** The whole document, whose keys stand for themselves in messages. */
export const ROOT = 'the buildspec';
