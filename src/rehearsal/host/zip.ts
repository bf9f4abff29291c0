import { createWriteStream, lstatSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { listFiles } from './files';

/** The first moment that a ZIP can name, in the local time that it is written in. */
const NO_TIME = new Date(1980, 0, 1);

/**
 * Packs the files of a folder as CodePipeline stores an artifact. Empty folders are lost; symbolic links and modes stay.
 *
 * The same files always make the same bytes: sorted names and no times.
 */
export async function writeZip(folder: string, file: string): Promise<void> {
  const { ZipFile } = await import('yazl');
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  // A file that cannot be read is reported here and would leave the stream open for ever.
  zip.once('error', (error: Error) => output.destroy(error));
  for (const name of listFiles(folder).sort()) {
    const path = join(folder, name);
    const { mode } = lstatSync(path);
    if (lstatSync(path).isSymbolicLink()) {
      zip.addBuffer(Buffer.from(readlinkSync(path)), name, { mtime: NO_TIME, mode, forceDosTimestamp: true });
    } else {
      zip.addFile(path, name, { mtime: NO_TIME, mode, forceDosTimestamp: true });
    }
  }
  zip.end();
  await pipeline(output, createWriteStream(file));
}
