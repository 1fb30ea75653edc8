import { createHash } from 'node:crypto';

/** Header lines, with their folded parts, that SES writes anew. */
const REWRITTEN = /^(message-id|date):.*(\r?\n[ \t].*)*\r?\n/gim;

/** Identity of a message's content: sha256 of its bytes without `Message-ID` and `Date`. */
export function messageHash(mime: Uint8Array): string {
  const bytes = Buffer.from(mime.buffer, mime.byteOffset, mime.byteLength);
  const head = bytes.indexOf('\r\n\r\n');
  const header = bytes.subarray(0, head < 0 ? bytes.length : head + 2).toString('latin1');
  return createHash('sha256')
    .update(header.replace(REWRITTEN, ''), 'latin1')
    .update(bytes.subarray(header.length))
    .digest('hex');
}
