import { readXlsx } from 'hucre/xlsx';
import PostalMime from 'postal-mime';
import type { ShopFolder } from './shop-folder.ts';

/** What a person could read in each file of a run: mails with their attachments and workbooks opened, pictures left out. */
export async function readableFiles(
  folder: ShopFolder,
  out: string,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const name of folder.files(out)) {
    if (name.endsWith('.png')) continue;
    texts.set(name, await readable(name, folder.bytes(`${out}/${name}`)));
  }
  return texts;
}

async function readable(name: string, bytes: Uint8Array): Promise<string> {
  if (name.endsWith('.xlsx')) return JSON.stringify((await readXlsx(bytes)).sheets);
  if (name.endsWith('.eml')) return message(bytes);
  return Buffer.from(bytes).toString('utf8');
}

async function message(bytes: Uint8Array): Promise<string> {
  const { subject, text, html, attachments } = await PostalMime.parse(bytes);
  const parts = attachments
    .filter(({ mimeType }) => !mimeType.startsWith('image/'))
    .map(({ filename, content }) =>
      readable(
        filename ?? '',
        typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
      ),
    );
  return [subject, text, html, ...(await Promise.all(parts))].join('\n');
}

/** Numbers of a text that nothing but a figure would show: with a decimal point or a thousands comma, four digits or more. */
export const tellingNumbers = (text: string): Set<string> =>
  new Set(
    (text.match(/\d[\d,]*(?:\.\d+)?/g) ?? []).filter(
      (token) => /[.,]\d/.test(token) && token.replaceAll(/\D/g, '').length >= 4,
    ),
  );
