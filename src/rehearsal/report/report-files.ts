import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderHtml } from './html-report';
import { renderJUnit } from './junit-report';
import { LogOf, readLogTail } from './log-tail';
import type { RehearsalReport } from './report';
import { renderText } from './text-report';

/** Writes every form of a report into the folder of the logs. */
export function writeReports(folder: string, report: RehearsalReport): void {
  const logOf: LogOf = (action) => action.log === undefined ? undefined : readLogTail(join(folder, action.log));
  writeTogether(folder, report.run, {
    'report.json': `${JSON.stringify(report, undefined, 2)}\n`,
    'report.txt': renderText(report),
    'report.html': renderHtml(report, logOf),
    'report.junit.xml': renderJUnit(report, logOf),
  });
}

/** Each file is whole or, if the disk is full, as it was before: who reads a report must not find half of one. */
export function writeTogether(folder: string, run: string, files: Readonly<Record<string, string>>): void {
  const pending = Object.keys(files).map((name) => ({ name, temporary: join(folder, `.${name}.${run}`) }));
  try {
    pending.forEach(({ name, temporary }) => writeFileSync(temporary, files[name]));
    pending.forEach(({ name, temporary }) => renameSync(temporary, join(folder, name)));
  } finally {
    pending.forEach(({ temporary }) => rmSync(temporary, { force: true, recursive: true }));
  }
}
