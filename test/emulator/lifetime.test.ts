import { spawnSync } from 'node:child_process';
import { EmulatedAccounts } from '../support/emulated-accounts';
import { isGone } from '../support/processes';

test('the emulator ends when it is stopped', async () => {
  const accounts = await EmulatedAccounts.start();
  expect(accounts.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  await accounts.stop();
  expect(await isGone(accounts.pid)).toBe(true);
}, 180_000);

test('the emulator ends with the test run that started it, also if that is killed', async () => {
  const script = 'void require("./test/support/emulated-accounts").EmulatedAccounts.start().then((one) => { console.log(one.pid); process.kill(process.pid, "SIGKILL"); })';
  const { stdout } = spawnSync(process.execPath, ['--import', require.resolve('tsx'), '-e', script], { encoding: 'utf8' });
  expect(Number(stdout)).toBeGreaterThan(0);
  expect(await isGone(Number(stdout))).toBe(true);
}, 60_000);
