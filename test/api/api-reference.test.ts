import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

test('API.md is what the sources say', () => {
  // jsii-docgen writes below its working directory only.
  const generated = '.api-under-test.md';
  try {
    execFileSync('npx', ['jsii-docgen', '-o', generated], { cwd: ROOT, stdio: 'pipe' });
    expect(readFileSync(join(ROOT, 'API.md'), 'utf8')).toBe(readFileSync(join(ROOT, generated), 'utf8'));
  } finally {
    rmSync(join(ROOT, generated), { force: true });
  }
}, 120_000);
