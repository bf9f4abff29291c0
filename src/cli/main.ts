#!/usr/bin/env node
import { GENERAL_HELP } from './help';

/** Commands are loaded when they are called, so that asking for help costs nothing. */
const COMMANDS: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  'deliver': async (args) => (await import('./deliver.js')).deliver(args),
  'execution-policy': async (args) => (await import('./execution-policy.js')).executionPolicy(args),
  'parity': async (args) => (await import('./parity.js')).parity(args),
  'rehearse': async (args) => (await import('./rehearse.js')).rehearse(args),
  'site': async (args) => (await import('./site.js')).site(args),
};

const WRONG_USE = 2;

async function main([name, ...args]: string[]): Promise<number> {
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(GENERAL_HELP);
    return 0;
  }
  const command = name === undefined || !Object.hasOwn(COMMANDS, name) ? undefined : COMMANDS[name];
  if (!command) {
    process.stderr.write(`The command must be one of ${Object.keys(COMMANDS).join(', ')}, got: ${name ?? 'nothing'}. See --help.\n`);
    return WRONG_USE;
  }
  return command(args);
}

// Whoever reads may go away, such as `head` or a terminal that is closed: reports are written all the same.
[process.stdout, process.stderr].forEach((stream) => stream.on('error', () => undefined));

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
}, (error: Error) => {
  // A wrong use or a full disk is explained by its message alone; anything else is a fault of this program, which needs its trace.
  const explained = ['UsageError', 'HostError'].includes(error.name);
  process.stderr.write(`${explained ? error.message : error.stack}\n`);
  process.exitCode = error.name === 'UsageError' ? WRONG_USE : 1;
});
