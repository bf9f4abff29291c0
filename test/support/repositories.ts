import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

const ALL: TestRepository[] = [];

/** A repository in a temporary folder. */
export class TestRepository {
  public static create(files: Record<string, string> = {}): TestRepository {
    const repository = new TestRepository(realpathSync(mkdtempSync(join(tmpdir(), 'repository-'))));
    ALL.push(repository);
    Object.entries(files).forEach(([path, text]) => repository.write(path, text));
    return repository;
  }

  public static removeAll(): void {
    ALL.splice(0).forEach((repository) => rmSync(repository.directory, { recursive: true }));
  }

  private constructor(public readonly directory: string) {}

  public write(path: string, text: string): void {
    mkdirSync(dirname(join(this.directory, path)), { recursive: true });
    writeFileSync(join(this.directory, path), text);
  }

  public remove(path: string): void {
    rmSync(join(this.directory, path), { recursive: true });
  }

  public read(path: string): string {
    return readFileSync(join(this.directory, path), 'utf8');
  }

  public json(path: string): any {
    return JSON.parse(this.read(path));
  }

  public yaml(path: string): any {
    return parse(this.read(path));
  }

  /** All files, in alphabetical order. */
  public get files(): string[] {
    return readdirSync(this.directory, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(this.directory, path)).isFile())
      .sort();
  }

  /** All files with their texts. */
  public get contents(): Record<string, string> {
    return Object.fromEntries(this.files.map((path) => [path, this.read(path)]));
  }
}
