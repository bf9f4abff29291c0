import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isMap, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { UsageError } from '../usage-error';
import { GivenValues, NO_VALUES, RehearsalValues, SecretValue, VALUES_FILE } from './rehearsal-values';

const REMEDY = 'It holds `parameters:` (name: text) and `secrets:` (id: text, or a mapping of JSON keys to texts).';

/**
 * Reads the developer's values.
 *
 * @param source the working tree of the first source action
 * @param named a file given in place of `rehearsal.values.yaml` there
 * @throws UsageError with everything that is wrong and where, and never with a value
 */
export function readValues(source: string, named?: string): RehearsalValues {
  const file = named ?? join(source, VALUES_FILE);
  if (!existsSync(file)) {
    if (named !== undefined) {
      throw new UsageError('--values', 'must be a file that exists', named, 'Correct the path.');
    }
    return NO_VALUES;
  }
  if (isOpenToGit(file)) {
    throw new UsageError('the values file', 'must be ignored by git, because it holds secrets', file, `Add ${basename(file)} to .gitignore, and remove it from git if it was added.`);
  }
  return parseValues(readFileSync(file, 'utf8'), file);
}

/** `check-ignore` answers 0 for a file that is ignored and not tracked, 1 for any other, 128 outside of a checkout. */
function isOpenToGit(file: string): boolean {
  return spawnSync('git', ['check-ignore', '--quiet', '--', basename(file)], { cwd: dirname(file), stdio: 'ignore' }).status === 1;
}

function parseValues(text: string, file: string): RehearsalValues {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  // The parser's own messages quote what they found.
  const problems = document.errors.map((error) => `line ${lines.linePos(error.pos[0]).line}: no valid YAML (${error.code})`);
  const reader = new ValuesReader(problems, (offset) => lines.linePos(offset).line);
  const root = document.contents === null || problems.length > 0 ? undefined : reader.map(document.contents, 'the file');
  const [parameters, secrets] = ['parameters', 'secrets'].map((key) => root?.has(key) ? reader.map(root.get(key, true), key) : undefined);
  reader.checkKeys(root);
  const values = new GivenValues(file, reader.texts(parameters, 'parameters'), reader.secrets(secrets));
  if (problems.length > 0) {
    throw new UsageError('the values file', `must be correct (${file})`, problems.join('; '), REMEDY);
  }
  return values;
}

class ValuesReader {
  constructor(private readonly problems: string[], private readonly lineOf: (offset: number) => number) {}

  public map(node: unknown, place: string): YAMLMap | undefined {
    return isMap(node) ? node : this.problem(node, `${place} must be a mapping`);
  }

  public checkKeys(root: YAMLMap | undefined): void {
    root?.items.filter(({ key }) => !['parameters', 'secrets'].includes(nameOf(key)))
      .forEach(({ key }) => this.problem(key, `unknown key ${nameOf(key)}`));
  }

  public texts(map: YAMLMap | undefined, place: string): Record<string, string> {
    return Object.fromEntries(this.entries(map).map(([name, node]) => [name, this.text(node, `${place}.${name}`)]));
  }

  public secrets(map: YAMLMap | undefined): Record<string, SecretValue> {
    return Object.fromEntries(this.entries(map).map(([name, node]) =>
      [name, isMap(node) ? this.texts(node, `secrets.${name}`) : this.text(node, `secrets.${name}`)]));
  }

  private entries(map: YAMLMap | undefined): [string, unknown][] {
    return (map?.items ?? []).map(({ key, value }) => [nameOf(key), value]);
  }

  /** Numbers and the like are taken as they are written: `007` is no 7. */
  private text(node: unknown, place: string): string {
    if (isScalar(node) && node.value !== null) {
      return typeof node.value === 'string' ? node.value : node.source ?? String(node.value);
    }
    this.problem(node, `${place} must be a text`);
    return '';
  }

  private problem(node: unknown, message: string): undefined {
    const range = (node as { range?: [number, number, number] | null } | null)?.range;
    this.problems.push(`${range ? `line ${this.lineOf(range[0])}: ` : ''}${message}`);
  }
}

function nameOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}
