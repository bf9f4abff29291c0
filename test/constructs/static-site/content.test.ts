import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SiteContent } from '../../../src/constructs';
import { folderWith } from '../../support/stages';

describe('the content', () => {
  test('is a marked placeholder while its build has not run', () => {
    const missing = join(folderWith({}), 'dist');
    expect(() => SiteContent.fromDirectory(missing)).not.toThrow();
  });

  test('without an index.html is refused with the place that was looked in', () => {
    const folder = join(folderWith({}), 'dist');
    mkdirSync(folder);
    expect(() => SiteContent.fromDirectory(folder)).toThrow(`SiteContent.fromDirectory has 1 problem:\n  - path must be a folder with an index.html, got: ${folder}. Looked in ${folder}`.slice(0, 140));
  });
});
