import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyTree } from '../../src/rehearsal/host/copy-tree';
import { temporaryFolder } from '../support/delivery';

const LONG_AGO = new Date('2001-02-03T04:05:06Z');

test('a copy has the files, modes, times and links of what it is a copy of', async () => {
  const [from, to] = [temporaryFolder(), join(temporaryFolder(), 'a', 'copy')];
  mkdirSync(join(from, 'empty'));
  mkdirSync(join(from, '.hidden', 'deep'), { recursive: true });
  writeFileSync(join(from, '.hidden', 'deep', 'with a space'), 'x');
  writeFileSync(join(from, 'run.sh'), '#!/bin/sh');
  chmodSync(join(from, 'run.sh'), 0o755);
  utimesSync(join(from, 'run.sh'), LONG_AGO, LONG_AGO);
  symlinkSync('run.sh', join(from, 'link'));
  symlinkSync('/nowhere/at/all', join(from, 'broken'));

  await copyTree(from, to);
  expect(readFileSync(join(to, '.hidden', 'deep', 'with a space'), 'utf8')).toBe('x');
  expect(lstatSync(join(to, 'empty')).isDirectory()).toBe(true);
  expect(statSync(join(to, 'run.sh'))).toMatchObject({ mode: statSync(join(from, 'run.sh')).mode, mtime: LONG_AGO });
  expect([readlinkSync(join(to, 'link')), readlinkSync(join(to, 'broken'))]).toEqual(['run.sh', '/nowhere/at/all']);
});

test('a copy is put beside what is there already', async () => {
  const [from, to] = [temporaryFolder(), temporaryFolder()];
  writeFileSync(join(from, 'new'), 'new');
  writeFileSync(join(to, 'old'), 'old');
  await copyTree(from, to);
  expect([readFileSync(join(to, 'new'), 'utf8'), readFileSync(join(to, 'old'), 'utf8')]).toEqual(['new', 'old']);
});

test('what is not there cannot be copied, which is said with its name', async () => {
  const missing = join(temporaryFolder(), 'missing');
  await expect(copyTree(missing, temporaryFolder())).rejects.toThrow(missing);
});

test('a full disk has the code that Node.js has for it', async () => {
  const bin = temporaryFolder();
  writeFileSync(join(bin, 'cp'), '#!/bin/sh\necho "cp: error writing \'x\': No space left on device" >&2\nexit 1\n', { mode: 0o755 });
  const path = process.env.PATH;
  process.env.PATH = `${bin}:${path}`;
  try {
    const to = join(temporaryFolder(), 'to');
    await expect(copyTree(temporaryFolder(), to)).rejects.toMatchObject({ code: 'ENOSPC', dest: to, message: 'cp: error writing \'x\': No space left on device' });
    expect(existsSync(to)).toBe(true);
  } finally {
    process.env.PATH = path;
  }
});
