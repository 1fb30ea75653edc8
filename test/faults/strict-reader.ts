import { MINOR_UNIT_DECIMALS } from '#lib/contract/currencies.ts';
import { splitCsv } from './split-csv.ts';

/** An order as the strict reader understands it. `ticks`: ten-thousandths of the currency. */
export interface PlainOrder {
  readonly id: string;
  readonly customer: string | null;
  /** Milliseconds since 1970. */
  readonly instant: number;
  readonly ticks: bigint;
  readonly currency: string;
}

/** What a file says, read the plain way: refused whole, or its good rows and the number of bad ones. */
export type Reading =
  | { readonly refused: string }
  | { readonly orders: readonly PlainOrder[]; readonly bad: number; readonly rows: number };

const NAMES = ['order_id', 'customer_id', 'ordered_at', 'net_amount', 'currency'];

/** Reads an order file in plain TypeScript, without an engine: the oracle of the corruption test. */
export function readStrictly(bytes: Uint8Array, loadedAt: Date): Reading {
  const text = decode(bytes);
  if (text === null) return { refused: 'not UTF-8' };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text)) return { refused: 'control character' };
  const split = splitCsv(text);
  if ('refused' in split) return split;
  const [header, ...records] = split.records;
  if (header === undefined || header.stray || header.fields.some((name) => /[\r\n]/.test(name))) {
    return { refused: 'no header' };
  }
  const positions = NAMES.map((name) => header.fields.map(fold).indexOf(name));
  if (positions.includes(-1) || new Set(header.fields).size < header.fields.length) {
    return { refused: 'header' };
  }
  const latest = loadedAt.getTime() + 86_400_000;
  const orders = records.map(({ fields, stray }) => {
    if (stray || fields.length !== header.fields.length) return null;
    return parseOrder(
      positions.map((position) => fields[position] ?? ''),
      latest,
    );
  });
  const good = orders.filter((order) => order !== null);
  return { orders: good, bad: orders.length - good.length, rows: orders.length };
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

const fold = (name: string) =>
  name
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '_');

const bare = (text: string) => text.replace(/^[ \t\u00a0]+|[ \t\u00a0]+$/g, '');

function parseOrder(fields: readonly string[], latest: number): PlainOrder | null {
  const [id = '', customer = '', time = '', amount = '', code = ''] = fields;
  const order = {
    id: parseId(id),
    customer: bare(customer) === '' ? null : parseId(customer),
    instant: parseInstant(bare(time)),
    ticks: parseTicks(bare(amount)),
    currency: bare(code).toUpperCase(),
  };
  const { instant, ticks } = order;
  if (order.id === '' || order.customer === '' || instant === null || ticks === null) return null;
  if (instant > latest || !MINOR_UNIT_DECIMALS.has(order.currency)) return null;
  return { ...order, instant, ticks };
}

/** Empty for a text that is no id. */
function parseId(text: string): string {
  const id = bare(text).normalize('NFC');
  if (/^(null|nan|undefined|<na>|#n\/a)$/i.test(id) || [...id].length > 255) return '';
  if (/[\p{C}\u2028\u2029]/u.test(id) || /^\d(\.\d+)?e\+\d+$/i.test(id)) return '';
  const personal =
    /[^@\s]+@[^@\s]+\.[^@\s]+|^\+[0-9][0-9 ()./-]{6,20}$|^\(0[0-9]{1,5}\)[0-9 /-]{5,16}$|^0[0-9]{1,5} [0-9][0-9 /-]{4,14}$/;
  return personal.test(id) ? '' : id;
}

function parseTicks(text: string): bigint | null {
  const match = /^(-?)(\d{1,13})(?:\.(\d{1,4}))?$/.exec(text);
  if (match === null) return null;
  const ticks = BigInt(`${match[2]}${(match[3] ?? '').padEnd(4, '0')}`);
  if (ticks > 100_000_000_000n) return null;
  return match[1] === '-' && ticks > 0n ? null : ticks;
}

const TIME =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)$/;

function parseInstant(text: string): number | null {
  const match = TIME.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second = '0', fraction = '0', zone = 'Z'] = match;
  const parts = [year, month, day, hour, minute, second].map(Number);
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = parts;
  if (h > 23 || mi > 59 || s > 59) return null;
  const date = new Date(
    Date.UTC(y, mo - 1, d, h, mi, s, Number(fraction.padEnd(3, '0').slice(0, 3))),
  );
  if (date.getUTCMonth() !== mo - 1 || date.getUTCDate() !== d || y < 1000) return null;
  const instant = date.getTime() - offsetMinutes(zone) * 60_000;
  const day1970 = instant >= 0 && instant < 86_400_000;
  return instant < Date.UTC(1902, 0, 1) || day1970 || y > 9998 ? null : instant;
}

function offsetMinutes(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}
