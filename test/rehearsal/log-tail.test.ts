import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLogTail } from '../../src/rehearsal/report/log-tail';
import { appsOfThisFile } from '../support/apps';

const newApp = appsOfThisFile();

function tailOf(text: string) {
  const file = join(newApp().root, 'a.log');
  writeFileSync(file, text);
  return readLogTail(file)!;
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}\n`).join('');

describe('the end of a log', () => {
  test('is all of a short one', () => {
    expect(tailOf('one\ntwo\n')).toEqual({ lines: ['one', 'two'], leftOut: 0 });
    expect(tailOf('one\n\ntwo')).toEqual({ lines: ['one', '', 'two'], leftOut: 0 });
    expect(tailOf('')).toEqual({ lines: [], leftOut: 0 });
  });

  test('is the last 200 lines of a long one, with the number of those before them', () => {
    const { lines, leftOut } = tailOf(numbered(1234));
    expect([lines.length, lines[0], lines.at(-1), leftOut]).toEqual([200, 'line 1035', 'line 1234', 1034]);
  });

  test('stays small where the lines are long', () => {
    const { lines, leftOut } = tailOf(`${'x'.repeat(100_000)}\n`.repeat(50));
    expect(lines.at(-1)).toMatch(/^x{4000} … \(96000 more characters\)$/);
    expect(lines.length + leftOut).toBe(50);
  });

  test('shows of a line that overwrites itself what is left of it', () => {
    expect(tailOf('10 %\r100 %\r\ndone\r\n').lines).toEqual(['100 %', 'done']);
  });

  test('is nothing where the log is gone', () => {
    expect(readLogTail(join(newApp().root, 'gone.log'))).toBeUndefined();
  });
});
