import { statSync } from 'node:fs';
import { join } from 'node:path';
import { appsOfThisFile } from '../support/apps';
import { build, source, stage, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const GIGABYTE = 1024 ** 3;
/** In bytes; what jest and the tests before this one use is part of it. */
const residentMemory = () => process.memoryUsage.rss();

describe('a build that prints a gigabyte', () => {
  test.each([
    ['in lines', 'yes the same line again'],
    ['without a line break', 'tr "\\0" x < /dev/zero'],
  ])('%s costs the rehearsal little memory, and its end is shown', async (_how, command) => {
    const app = newApp([stage('Source', source()), stage('Build', build('Loud', [`${command} | head -c 1G`, 'echo; echo the reason; exit 1']))]);
    const before = residentMemory();
    let most = before;
    const watch = setInterval(() => most = Math.max(most, residentMemory()), 20);
    const report = await app.rehearse();
    clearInterval(watch);
    most = Math.max(most, residentMemory());
    expect(trace(report)[1]).toBe('Build/Loud: failed');
    expect(most - before).toBeLessThan(150 * 1024 ** 2);
    const log = join(app.output, report.executions[0].stages[1].actions[0].log!);
    expect(statSync(log).size).toBeGreaterThan(GIGABYTE);
    expect(app.lines).toContain('    │ the reason');
    expect(app.lines.find((line) => line.startsWith('    log: '))).toMatch(/\.log \(1074 MB before that\)$/);
    expect(app.lines.join('\n').length).toBeLessThan(20_000);
  }, 60_000);
});
