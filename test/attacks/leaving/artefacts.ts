import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import PostalMime from 'postal-mime';
import { zipEntries } from './zip-entries.ts';

/** One piece of what leaves: a file, a part of a mail, a file in a workbook, or a name. */
export interface Artefact {
  /** Where it was found: `weekly.eml > figures.csv`. */
  readonly place: string;
  readonly bytes: Buffer;
}

/** Every file under a folder, opened as far as it opens: mails into parts, workbooks into files, gzip into its content. */
export async function artefactsIn(folder: string): Promise<Artefact[]> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const found = await Promise.all(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return opened({ place: relative(folder, path), bytes: readFileSync(path) });
    }),
  );
  const names = files
    .map(({ name, parentPath }) => join(relative(folder, parentPath), name))
    .join('\n');
  return [{ place: 'names of files', bytes: Buffer.from(names) }, ...found.flat()];
}

async function opened(artefact: Artefact): Promise<Artefact[]> {
  const inside = await contentsOf(artefact);
  const parts = inside.map(({ place, bytes }) => ({
    place: `${artefact.place} > ${place}`,
    bytes,
  }));
  return [artefact, ...(await Promise.all(parts.map(opened))).flat()];
}

const GZIP = '1f8b';
const ZIP = '504b';

async function contentsOf({ place, bytes }: Artefact): Promise<Artefact[]> {
  const magic = bytes.toString('hex', 0, 2);
  if (magic === ZIP)
    return [...zipEntries(bytes)].map(([path, content]) => ({ place: path, bytes: content }));
  if (magic === GZIP) return [{ place: 'unpacked', bytes: gunzipSync(bytes) }];
  return place.endsWith('.eml') ? partsOf(bytes) : [];
}

async function partsOf(message: Buffer): Promise<Artefact[]> {
  const { html, text, subject, headers, attachments } = await PostalMime.parse(message, {
    attachmentEncoding: 'arraybuffer',
  });
  const attached = attachments.map(({ filename, content }, i) => ({
    place: filename ?? `part ${i}`,
    bytes:
      typeof content === 'string' ? Buffer.from(content) : Buffer.from(new Uint8Array(content)),
  }));
  return [
    { place: 'subject', bytes: Buffer.from(subject ?? '') },
    {
      place: 'headers',
      bytes: Buffer.from(headers.map(({ key, value }) => `${key}: ${value}`).join('\n')),
    },
    { place: 'text', bytes: Buffer.from(text ?? '') },
    { place: 'html', bytes: Buffer.from(html ?? '') },
    ...attached,
  ];
}
