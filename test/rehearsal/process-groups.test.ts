import { once } from 'node:events';
import { ProcessGroups } from '../../src/rehearsal/host/process-groups';
import { isGroupGoingOn } from '../../src/rehearsal/host/process-start';

const groups = new ProcessGroups();

afterAll(() => groups.endAll());

test('a group whose processes have all ended is not going on, although their parent has not taken note', async () => {
  // `sleep` has no wish to know of the ends of children that it has inherited from the shell.
  const parent = groups.spawn('sh', ['-c', "setsid sh -c 'echo $$' & exec sleep 60"], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = await once(parent.stdout!, 'data') as [Buffer];
  const leader = Number(String(line));
  while (isGroupGoingOn(leader)) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(() => process.kill(-leader, 0)).not.toThrow();
  expect(isGroupGoingOn(parent.pid!)).toBe(true);
});

test('ending a group takes no longer than its processes need', async () => {
  const { pid } = groups.spawn('sh', ['-c', 'sleep 60 & sleep 60'], { stdio: 'ignore' });
  await groups.end(pid!);
  expect(isGroupGoingOn(pid!)).toBe(false);
});

test('there is no group going on of a number that nobody has', () => {
  expect(isGroupGoingOn(2 ** 22 + 1)).toBe(false);
});
