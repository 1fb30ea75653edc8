import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { ORDERS_HEADER, orderRow, orderRows, ordersCsv, ordersWith, tenthRow } from './delivery.ts';
import { type Case, named, responseTo } from './outcome.ts';

const rows = orderRows(2000);
const good = ordersCsv(rows);
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))),
  );
const munich = bytes(good, 'o,c,2024-01-01T10:00:00Z,1,EUR,M', [0xfc], 'nchen\n');
const utf16 = Buffer.from(`\uFEFF${good}`, 'utf16le');
const twoLines = rows.map((row, index) => `${row},${index === 9 ? '"two\nlines"' : 'x'}`);

const encodings: readonly Case[] = [
  ['byte order mark', `\uFEFF${good}`, 'landed 2000'],
  ['mark and quoted header', `\uFEFF${good.replace('order_id', '"order_id"')}`, 'landed 2000'],
  ['UTF-16 little endian', utf16, 'refused ENCODING_UTF16'],
  ['UTF-16 big endian', Buffer.from(utf16).swap16(), 'refused ENCODING_UTF16'],
  ['UTF-16 without mark', Buffer.from(good, 'utf16le'), 'refused ENCODING_UTF16'],
  ['UTF-16 declared', utf16, 'landed 2000', { encoding: 'utf-16le' }],
  ['Latin-1 byte', munich, 'refused ENCODING_INVALID'],
  ['Latin-1 declared', munich, 'landed 2001', { encoding: 'windows-1252' }],
  ['overlong UTF-8', bytes(good, [0xc0, 0xaf], '\n'), 'refused ENCODING_INVALID'],
  ['surrogate in UTF-8', bytes(good, [0xed, 0xa0, 0x80], '\n'), 'refused ENCODING_INVALID'],
  ['character cut at the end', bytes(good, 'x', [0xe2, 0x82]), 'refused ENCODING_INVALID'],
  ['NUL', ordersWith('order_id', 'o\0'), 'refused CONTROL_CHARACTER line 11'],
  ['control character', ordersWith('order_id', 'o\x07'), 'refused CONTROL_CHARACTER line 11'],
  ['unknown encoding', good, 'refused ENCODING_UNKNOWN', { encoding: 'klingon' }],
];

const lines: readonly Case[] = [
  ['CRLF only', good.replaceAll('\n', '\r\n'), 'landed 2000'],
  ['CR only', good.replaceAll('\n', '\r'), 'landed 2000'],
  ['mixed line ends', good.replace('\n', '\r\n'), 'refused MIXED_LINE_ENDS'],
  ['no line end at the end', good.trimEnd(), 'landed 2000'],
  ['trailing blank lines', `${good}\n\n\n`, 'landed 2000'],
  [
    'line break in an id',
    ordersWith('order_id', '"o\n9"'),
    'landed 1999, set aside HIDDEN_CHARACTER',
  ],
  [
    'line break in a column nobody reads',
    ordersCsv(twoLines, `${ORDERS_HEADER},internal`),
    'landed 2000',
  ],
  ['unterminated quote', `${good}"o,c\n`, 'refused UNTERMINATED_QUOTE line 2002'],
  ['quote over the whole file', good.replace('\no0', '\n"o0'), 'refused UNTERMINATED_QUOTE line 2'],
  ['quote inside a field', ordersWith('order_id', 'o"9'), 'landed 1999, set aside STRAY_QUOTE'],
  [
    'text after a quoted field',
    ordersWith('order_id', '"o9"x'),
    'landed 1999, set aside STRAY_QUOTE',
  ],
  ['short row', tenthRow('o9,c,2024-01-01T10:00:00Z'), 'landed 1999, set aside SHORT_ROW'],
  ['long row', tenthRow(`${orderRow(9)},more`), 'landed 1999, set aside LONG_ROW'],
  ['line of 5 MB', `${good}${'x'.repeat(5_000_000)}\n`, 'refused LINE_TOO_LONG line 2002'],
  [
    'line of 5 MB in quotes',
    `${good}"${'x'.repeat(5e6)}"\n`,
    'refused UNTERMINATED_QUOTE line 2002',
  ],
];

const zipped = gzipSync(good);
const gz = (content: Uint8Array) => ({ 'orders.csv.gz': content });
const flipped = (at: number) => gz(zipped.map((byte, index) => (index === at ? byte ^ 1 : byte)));
const oneMore = gzipSync(`${orderRow(2000)}\n`);

const archives: readonly Case[] = [
  ['gzip', gz(zipped), 'landed 2000'],
  ['gzip under another name, declared', zipped, 'landed 2000', { gzip: true }],
  ['gzip named .csv', zipped, 'refused GZIP_MISNAMED'],
  ['CSV named .gz', gz(Buffer.from(good)), 'refused GZIP_MISNAMED'],
  ['gzip cut in the middle', gz(zipped.subarray(0, zipped.length >> 1)), 'refused GZIP_DAMAGED'],
  ['gzip cut before its checksum', gz(zipped.subarray(0, -8)), 'refused GZIP_DAMAGED'],
  ['gzip with a flipped bit', flipped(zipped.length >> 1), 'refused GZIP_DAMAGED'],
  ['gzip with a wrong checksum', flipped(zipped.length - 6), 'refused GZIP_DAMAGED'],
  ['gzip of two members', gz(Buffer.concat([zipped, oneMore])), 'landed 2001'],
  ['bytes after gzip', gz(bytes([...zipped], 'more')), 'refused GZIP_DAMAGED'],
  ['zeros after gzip', gz(bytes([...zipped], '\0\0\0\0')), 'refused GZIP_DAMAGED'],
  ['gzip bomb', gz(gzipSync(Buffer.alloc(4e7, 'a,b\n'))), 'refused GZIP_RATIO'],
  ['gzip in gzip', gz(gzipSync(zipped)), 'refused ENCODING_INVALID'],
  ['zip', bytes([0x50, 0x4b, 3, 4], good), 'refused ARCHIVE'],
  ['7z', bytes([0x37, 0x7a, 0xbc, 0xaf], good), 'refused ARCHIVE'],
  ['tar', bytes('orders.csv', new Array(247).fill(0), 'ustar', good), 'refused ARCHIVE'],
];

it.each(named(...encodings, ...lines, ...archives))('$name', async ({ entry, response }) => {
  expect(await responseTo(entry)).toBe(response);
});
