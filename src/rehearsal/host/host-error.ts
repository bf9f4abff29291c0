import { relative, sep } from 'node:path';

/** The machine lets the rehearsal down. Its message stands for itself: what, where, remedy; no stack trace is shown. */
export class HostError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'HostError';
  }
}

/** The folders that a rehearsal writes to. */
interface WrittenFolders {
  readonly output: string;
  readonly work: string;
}

/** Whether a file could not be written because there is no place for it. */
export function isDiskFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '');
}

/** The error as a person should read it, if it is one of the machine's; else as it is. */
export function explained(error: unknown, { output, work }: WrittenFolders): unknown {
  const { path, dest, message } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const file = dest ?? path;
  if (isDiskFull(error)) {
    return file !== undefined && isBelow(file, work)
      ? new HostError(`The disk with the folder for temporary files is full, builds cannot go on in: ${work}. Free space there, or set TMPDIR to a folder with more.`)
      : new HostError(`The disk with the output folder is full, logs and reports cannot be written to: ${output}. Free space there, or give another folder with --output.`);
  }
  if (['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '') && file !== undefined) {
    return new HostError(`The rehearsal must be allowed to use its files, got: ${message}. Correct the permissions of ${file}.`);
  }
  return error;
}

function codeOf(error: unknown): string | undefined {
  return (error as Partial<NodeJS.ErrnoException> | undefined)?.code;
}

function isBelow(path: string, folder: string): boolean {
  const below = relative(folder, path);
  return below !== '..' && !below.startsWith(`..${sep}`);
}
