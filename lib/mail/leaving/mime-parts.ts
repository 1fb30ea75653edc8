import { NotFitToLeaveError } from './not-fit-to-leave-error.ts';

/** One leaf of a message: what a mail program would show or offer to save. */
export interface MimePart {
  /** Lower case, without parameters: `text/html`. */
  readonly type: string;
  /** Null where the part is not named. */
  readonly fileName: string | null;
  readonly content: Buffer;
}

export interface ReadMessage {
  readonly subject: string;
  readonly parts: readonly MimePart[];
}

/** Deepest nesting that is read; our own messages have three levels. */
const DEEPEST = 8;

/** Reads a message from its final bytes, apart from what composed it. Throws `NotFitToLeaveError` UNREADABLE. */
export function readMessage(mime: Uint8Array): ReadMessage {
  const text = Buffer.from(mime.buffer, mime.byteOffset, mime.byteLength).toString('latin1');
  return {
    subject: decodedWords(split(text).headers.get('subject') ?? ''),
    parts: leaves(text, 0),
  };
}

function leaves(entity: string, depth: number): readonly MimePart[] {
  if (depth > DEEPEST) throw new NotFitToLeaveError('UNREADABLE');
  const { headers, body } = split(entity);
  const contentType = headers.get('content-type') ?? 'text/plain';
  const type = (contentType.split(';')[0] ?? '').trim().toLowerCase();
  if (!type.startsWith('multipart/')) {
    const fileName =
      parameter(headers.get('content-disposition') ?? '', 'filename') ??
      parameter(contentType, 'name');
    const encoding = headers.get('content-transfer-encoding') ?? '7bit';
    return [{ type, fileName, content: decoded(body, encoding.trim().toLowerCase()) }];
  }
  const boundary = parameter(contentType, 'boundary');
  if (boundary === null) throw new NotFitToLeaveError('UNREADABLE');
  const [, ...pieces] = `\r\n${body}`.split(delimiter(boundary));
  const end = pieces.findIndex((piece) => piece.startsWith('--'));
  if (end < 0) throw new NotFitToLeaveError('UNREADABLE');
  return pieces
    .slice(0, end)
    .flatMap((piece) => leaves(piece.replace(/^[ \t]*\r\n/, ''), depth + 1));
}

/** A boundary that another one begins with is not that one. */
const delimiter = (boundary: string): RegExp =>
  new RegExp(`\\r\\n--${boundary.replaceAll(/[^\w]/g, '\\$&')}(?=--|[ \\t]*\\r\\n)`);

function split(entity: string) {
  const at = entity.indexOf('\r\n\r\n');
  const head = at < 0 ? entity : entity.slice(0, at);
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  return { headers, body: at < 0 ? '' : entity.slice(at + 4) };
}

function parameter(header: string, name: string): string | null {
  const found = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(header);
  return found?.[1] ?? found?.[2] ?? null;
}

function decoded(body: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  if (encoding === 'quoted-printable') return quotedPrintable(body);
  if (['7bit', '8bit', 'binary'].includes(encoding)) return Buffer.from(body, 'latin1');
  throw new NotFitToLeaveError('UNREADABLE');
}

const quotedPrintable = (text: string): Buffer =>
  Buffer.from(
    text
      .replaceAll(/=[ \t]*\r\n/g, '')
      .replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
    'latin1',
  );

/** Encoded words of a header (RFC 2047) as text. */
const decodedWords = (text: string): string =>
  text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      (kind.toLowerCase() === 'b'
        ? Buffer.from(word, 'base64')
        : quotedPrintable(word.replaceAll('_', ' '))
      ).toString('utf8'),
    );
