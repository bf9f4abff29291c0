import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RunFolders } from '../../src/rehearsal/host/run-folders';
import { appsOfThisFile } from '../support/apps';

const newApp = appsOfThisFile();

test('the last ten runs stay, and everything that is no run', async () => {
  const { output } = newApp();
  const runs = Array.from({ length: 12 }, (_, day) => `2026-01-${String(day + 10)}T00-00-00Z`);
  [...runs, 'mine', '2025-notes'].forEach((name) => mkdirSync(join(output, name, 'logs'), { recursive: true }));
  writeFileSync(join(output, 'report.json'), '{}');
  const folders = new RunFolders(output, new Date('2026-02-01T00:00:00.000Z'));
  expect(readdirSync(output)).toEqual([...runs.slice(3), folders.run, '2025-notes', 'mine', 'report.json'].sort());
  expect(existsSync(join(output, folders.run, 'logs'))).toBe(true);
  await folders.removeWork();
});
