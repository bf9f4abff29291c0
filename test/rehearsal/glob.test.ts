import * as fc from 'fast-check';
import { selectFiles } from '../../src/rehearsal/codebuild/build-artifacts';
import { matchesGlob } from '../../src/rehearsal/codebuild/glob';

const name = fc.stringMatching(/^[A-Za-z0-9._ +()$^{}-]{1,8}$/).filter((text) => text !== '.' && text !== '..');
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));

describe('a file pattern', () => {
  test.each([
    ['**/*', 'a', true], ['**/*', 'a/b/.c', true], ['*', 'a', true], ['*', 'a/b', false], ['*.js', 'a.js', true], ['*.js', 'ajs', false],
    ['dist/*', 'dist/a', true], ['dist/*', 'dist/a/b', false], ['dist/**/*', 'dist/a/b', true], ['dist/**', 'dist/a/b', true],
    ['**/*.map', 'x.map', true], ['**/*.map', 'a/b/x.map', true], ['./a/b', 'a/b', true], ['dist/', 'dist/a', true], ['dist', 'dist/a', false],
    ['a?c', 'abc', true], ['a?c', 'a/c', false], ['[ab]c', 'bc', true], ['[!ab]c', 'bc', false], ['a/**/b/*.js', 'a/b/x.js', true],
  ])('%s and the file %s: %s', (pattern, file, expected) => {
    expect(matchesGlob(file, pattern)).toBe(expected);
  });

  test('`**/*` takes every file', () => {
    fc.assert(fc.property(path, (file) => matchesGlob(file, '**/*')));
  });

  test('without wildcards takes the one file of that name, whatever characters it has', () => {
    fc.assert(fc.property(path, path, (file, other) => matchesGlob(file, file) && matchesGlob(other, file) === (other === file)));
  });

  test('of one folder takes what lies below it at any depth and nothing else', () => {
    fc.assert(fc.property(name, path, (folder, file) =>
      matchesGlob(`${folder}/${file}`, `${folder}/**/*`) && matchesGlob(file, `${folder}/**/*`) === (file.startsWith(`${folder}/`))));
  });

  test('selects a part of the files in their order, and what is excluded is in no selection', () => {
    fc.assert(fc.property(fc.uniqueArray(path), path, (files, excluded) => {
      const selected = selectFiles(files, { files: ['**/*'], excludePaths: [excluded] });
      expect(selected).toEqual(files.filter((file) => file !== excluded));
    }));
  });
});
