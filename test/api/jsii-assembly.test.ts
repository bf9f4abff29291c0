import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findUnions, Assembly } from '../support/jsii';

const ROOT = join(__dirname, '..', '..');
const assembly = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')) as Assembly;

describe('the public API, which other languages get', () => {
  test('has no unions, which jsii compiles and other languages cannot use', () => {
    expect(findUnions(assembly)).toEqual([]);
  });

  test('has no method twice, since jsii keeps only one of several overloads', () => {
    for (const type of Object.values(assembly.types)) {
      const names = (type.methods ?? []).map((method) => method.name);
      expect({ type: type.fqn, names }).toEqual({ type: type.fqn, names: [...new Set(names)] });
    }
    expect(overloadsInSources()).toEqual([]);
  });

  test('holds everything that the package exports: functions and constants would silently vanish', () => {
    const exported = JSON.parse(execFileSync('node', ['-e', `
      const list = (module, prefix) => Object.keys(module).flatMap((key) => typeof module[key] === 'object' ? list(module[key], prefix + key + '.') : [prefix + key]);
      console.log(JSON.stringify(list(require(${JSON.stringify(ROOT)}), 'cdk-multi-account-pipeline.')));
    `], { encoding: 'utf8' })) as string[];
    // An enum is an object at run time; its members belong to it.
    const isMember = (name: string) => assembly.types[name.slice(0, name.lastIndexOf('.'))]?.kind === 'enum';
    expect(exported.filter((name) => !assembly.types[name] && !isMember(name))).toEqual([]);
    expect(exported.length).toBeGreaterThan(10);
  });

  test('documents every type, property and method', () => {
    const undocumented = Object.values(assembly.types).flatMap((type) => [
      ...(type.docs?.summary ? [] : [type.fqn]),
      ...[...(type.properties ?? []), ...(type.methods ?? [])].filter((member) => !member.docs?.summary && !member.overrides).map((member) => `${type.fqn}.${member.name}`),
    ]);
    expect(undocumented).toEqual([]);
  });

  test('states the default of every optional property', () => {
    const silent = Object.values(assembly.types).filter((type) => type.datatype).flatMap((type) =>
      (type.properties ?? []).filter((property) => property.optional && !property.docs?.default).map((property) => `${type.fqn}.${property.name}`));
    expect(silent).toEqual([]);
  });
});

test('importing the package root loads no file of projen', () => {
  const loaded = (expression: string) => JSON.parse(execFileSync('node', ['-e', `
    const library = require(${JSON.stringify(ROOT)}); ${expression};
    console.log(JSON.stringify(Object.keys(require.cache).filter((file) => /node_modules.projen./.test(file)).length));
  `], { encoding: 'utf8' })) as number;
  expect(loaded('void library.PipelineBlueprint')).toBe(0);
  expect(loaded('void library.projen')).toBeGreaterThan(0);
});

function overloadsInSources(): string[] {
  const declarations = execFileSync('git', ['ls-files', 'src/**/*.ts'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
  return declarations.flatMap((file) => {
    const signatures = readFileSync(join(ROOT, file), 'utf8').match(/^ {2}public (?:static )?\w+\([^{]*\): [^{]*;$/gm) ?? [];
    return signatures.filter((line) => !/abstract/.test(line)).map((line) => `${file}: ${line.trim()}`);
  });
}
