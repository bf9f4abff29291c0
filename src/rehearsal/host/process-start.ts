import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const BOOT = '/proc/sys/kernel/random/boot_id';

/** A process as Linux tells of it. */
interface ProcessState {
  readonly state: string;
  readonly group: number;
  /** In clock ticks since the machine was started. */
  readonly start: string;
}

/**
 * When a process was started; undefined if there is none of that id. Ids are used again and again: only together with
 * its start does one name a process.
 */
export function startOfProcess(pid: number): string | undefined {
  if (!existsSync(BOOT)) {
    return startByPs(pid);
  }
  const process = readState(pid);
  return process && process.state !== 'Z' ? `${readFileSync(BOOT, 'utf8').trim()}/${process.start}` : undefined;
}

/** As `startOfProcess`, where there is no `/proc`. */
export function startByPs(pid: number): string | undefined {
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8', env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } });
  const [, state, start] = /^\s*(\S+)\s+(.+?)\s*$/m.exec(stdout ?? '') ?? [];
  return state === undefined || state.startsWith('Z') ? undefined : start;
}

/**
 * Whether the processes of a group, whose leader has ended, have a text in their environment. Only Linux tells; where
 * nobody knows, the answer is no.
 */
export function groupHasInEnvironment(group: number, text: string): boolean {
  const members = existsSync(BOOT) ? membersOf(group) : [];
  return members.length > 0 && members.every((pid) => readOrEmpty(`/proc/${pid}/environ`).includes(text));
}

/**
 * Whether a process of the group goes on. One that has ended counts as gone although nobody has taken note of its end: in
 * a container, the first process may do so late or never.
 */
export function isGroupGoingOn(group: number): boolean {
  try {
    process.kill(-group, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !existsSync(BOOT) || membersOf(group).some((pid) => readState(pid)?.state !== 'Z');
}

function membersOf(group: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number);
  return pids.filter((pid) => readState(pid)?.group === group);
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; the name in parentheses may hold anything. */
function readState(pid: number): ProcessState | undefined {
  const text = readOrEmpty(`/proc/${pid}/stat`);
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return text === '' ? undefined : { state: fields[0], group: Number(fields[2]), start: fields[19] };
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The process has ended in the meantime, or belongs to somebody else.
    return '';
  }
}
