import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A zip archive of these files; a name that ends with a slash is a folder. */
export async function archiveOf(files: Record<string, string>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) {
    if (name.endsWith('/')) {
      zip.addEmptyDirectory(name);
    } else {
      zip.addBuffer(Buffer.from(text), name);
    }
  }
  zip.end();
  return buffer(zip.outputStream);
}

/** An archive as nobody's packer makes it: a name is replaced by another one of the same length. */
export async function forgedArchive(name: string): Promise<Buffer> {
  const placeholder = 'x'.repeat(name.length);
  const archive = await archiveOf({ 'index.html': '', [placeholder]: 'forged' });
  return Buffer.from(archive.toString('latin1').replaceAll(placeholder, name), 'latin1');
}
