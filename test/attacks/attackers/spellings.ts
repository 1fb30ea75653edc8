import { createHash } from 'node:crypto';

/** Ways in which a text can stand in bytes without looking like itself. */
export function spellingsOf(text: string): ReadonlyMap<string, Buffer> {
  const spelt = new Map<string, Buffer>();
  for (const [form, written] of formsOf(text)) {
    const bytes = Buffer.from(written);
    spelt.set(form, bytes);
    spelt.set(`${form}, Latin-1`, Buffer.from(written, 'latin1'));
    spelt.set(`${form}, UTF-16`, Buffer.from(written, 'utf16le'));
    spelt.set(`${form}, URL`, Buffer.from(encodeURIComponent(written)));
    spelt.set(`${form}, hex`, Buffer.from(bytes.toString('hex')));
    spelt.set(`${form}, quoted-printable`, Buffer.from(quotedPrintable(bytes)));
    spelt.set(`${form}, decimal entities`, Buffer.from(entities(written, (code) => String(code))));
    spelt.set(
      `${form}, hex entities`,
      Buffer.from(entities(written, (code) => `x${code.toString(16)}`)),
    );
    for (const offset of [0, 1, 2])
      spelt.set(`${form}, base64 at ${offset}`, Buffer.from(base64At(bytes, offset)));
    for (const hash of ['md5', 'sha1', 'sha256'])
      for (const encoding of ['hex', 'base64'] as const)
        spelt.set(
          `${form}, ${hash} ${encoding}`,
          Buffer.from(createHash(hash).update(bytes).digest(encoding)),
        );
  }
  return spelt;
}

function formsOf(text: string): ReadonlyMap<string, string> {
  return new Map([
    ['as it is', text],
    ['small letters', text.toLowerCase()],
    ['capitals', text.toUpperCase()],
    ['decomposed', text.normalize('NFD')],
    ['without accents', text.normalize('NFD').replace(/\p{Mn}/gu, '')],
    ['without spaces', text.replaceAll(/[\s-]/g, '')],
    ['backwards', [...text].reverse().join('')],
  ]);
}

const quotedPrintable = (bytes: Buffer): string =>
  [...bytes]
    .map((byte) =>
      byte > 32 && byte < 127 && byte !== 61
        ? String.fromCharCode(byte)
        : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('');

const entities = (text: string, number: (code: number) => string): string =>
  [...text].map((sign) => `&#${number(sign.codePointAt(0) ?? 0)};`).join('');

/** The middle of the text in base64 when it begins 0, 1 or 2 bytes into a group of three. */
function base64At(bytes: Buffer, offset: number): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  const from = offset === 0 ? 0 : offset + 1;
  return encoded.slice(from, Math.floor((bytes.length + offset) / 3) * 4);
}
