import { parseArgs, ParseArgsConfig } from 'node:util';
import { UsageError } from '../rehearsal';

/**
 * What a command was called with.
 *
 * @param command as a person calls it
 * @throws UsageError for options that the command does not have
 */
export function parseCommandLine<T extends ParseArgsConfig>(command: string, config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const given = `${(config.args ?? []).join(' ')} (${(error as Error).message.split('.')[0]})`;
    throw new UsageError(command, 'must be called with the options of its help', given, `See \`${command} --help\`.`);
  }
}
