import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { SourceSpec } from '../../source-spec.ts';
import { memoryDelivery, memoryFolder, stagedRows } from './memory-delivery.fixture.ts';
import { scanDelivery } from './scan-delivery.ts';
import { scanRecordSchema } from './scan-record.ts';

const ORDERS = [
  'order_id,e-mail,customer_id,ordered_at,net_amount,currency',
  'o1,jane@example.com,c1,2026-01-02T10:00:00Z,12.50,EUR',
  'o2,"a ""b""",,2026-01-03T10:00:00Z,"1,5",EUR',
  '',
].join('\n');

const COLUMNS = {
  order_id: 'order_id',
  customer_id: 'customer_id',
  ordered_at: 'ordered_at',
  net_amount: 'net_amount',
  currency: 'currency',
};

interface Given {
  readonly name?: string;
  readonly spec?: Partial<SourceSpec>;
  readonly manifest?: string;
  readonly chunkBytes?: number;
}

async function scan(content: string | Buffer, given: Given = {}) {
  const bytes = Buffer.from(content);
  const staged = memoryFolder();
  const { name = 'orders.csv', manifest = null, chunkBytes = 1 << 16 } = given;
  const spec: SourceSpec = { table: 'orders', files: [], columns: COLUMNS, ...given.spec };
  const request = { name, bytes: bytes.length, ordinal: 7, spec };
  const delivery = memoryDelivery(bytes, { manifest, chunkBytes });
  const record = await scanDelivery(request, { delivery, staged }).catch((error: unknown) => error);
  return { record, objects: staged.objects };
}

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

describe('a scanned file', () => {
  it('is recorded, and staged without the columns that nobody reads', async () => {
    const { record, objects } = await scan(ORDERS);
    expect(record).toMatchObject({
      ordinal: 7,
      file: {
        name: 'orders.csv',
        sha256: sha256(ORDERS),
        bytes: ORDERS.length,
        rows: 2,
        kind: 'csv',
      },
      staged: { kept: [0, 2, 3, 4, 5], objects: 1, brokenLines: false },
      misshapen: 0,
      manifest: null,
    });
    const { staged } = scanRecordSchema.parse(JSON.parse(JSON.stringify(record)));
    expect([...objects.keys()]).toEqual([`${staged.layout}/00007-00000.txt`]);
    const text = [...objects.values()].join();
    expect(text).not.toContain('example.com');
    expect(stagedRows(text)).toEqual([
      ['2', '', 'o1', 'c1', '2026-01-02T10:00:00Z', '12.50', 'EUR'],
      ['3', '', 'o2', '', '2026-01-03T10:00:00Z', '1,5', 'EUR'],
    ]);
  });

  it('may be gzip, marked, of another encoding, in chunks of any size', async () => {
    const utf8 = ORDERS.replace('o1', 'ö1');
    const sources: [Buffer, Given][] = [
      [gzipSync(utf8), { name: 'orders.csv.gz' }],
      [gzipSync(utf8), { name: 'export', spec: { gzip: true } }],
      [Buffer.from(`\uFEFF${utf8}`), {}],
      [Buffer.from(utf8, 'latin1'), { spec: { encoding: 'windows-1252' } }],
      [Buffer.from(`\uFEFF${utf8}`, 'utf16le'), { spec: { encoding: 'utf-16le' } }],
    ];
    const { objects: expected } = await scan(utf8);
    for (const [bytes, given] of sources) {
      const { record, objects } = await scan(bytes, { ...given, chunkBytes: 1 });
      expect(record).toMatchObject({
        file: { sha256: sha256(bytes), bytes: bytes.length, rows: 2 },
      });
      expect([...objects.values()]).toEqual([...expected.values()]);
    }
  });
});

describe('a scanned file', () => {
  it('is what its supplier says', async () => {
    const claim = { table: 'orders', rows: 2, sha256: sha256(ORDERS) };
    const complete = { ...claim, complete_until: '2026-01-04T01:00:00+01:00' };
    const { record } = await scan(ORDERS, { manifest: JSON.stringify(complete) });
    expect(record).toMatchObject({ manifest: { completeUntil: '2026-01-04T00:00:00.000Z' } });
    const other = await scan(ORDERS, { manifest: JSON.stringify({ ...claim, rows: 3 }) });
    expect(other.record).toMatchObject({ code: 'MANIFEST_MISMATCH' });
    const malformed = await scan(ORDERS, { manifest: '{"rows":2}' });
    expect(malformed.record).toMatchObject({ code: 'MANIFEST', file: 'orders.csv.manifest.json' });
  });

  it('keeps all its columns for a select', async () => {
    const { record, objects } = await scan(ORDERS, { spec: { sql: 'select * from orders' } });
    expect(record).toMatchObject({ staged: { kept: [0, 1, 2, 3, 4, 5] } });
    expect([...objects.values()].join()).toContain('jane@example.com');
  });
});

const header = ORDERS.slice(0, ORDERS.indexOf('\n') + 1);
const good = (count: number) =>
  header +
  Array.from({ length: count }, (_, n) => `o${n},,c,2026-01-02T10:00:00Z,1,EUR\n`).join('');

describe('a refused file', () => {
  it.each<readonly [string, string | Buffer, Given, string]>([
    [
      'a column that may not be landed',
      ORDERS,
      { spec: { columns: { ...COLUMNS, source: 'e-mail' } } },
      'REFUSED_COLUMN',
    ],
    [
      'a column that is missing',
      ORDERS.replace('net_amount', 'total'),
      {},
      'HEADER_MISSING_COLUMN',
    ],
    ['no rows', header, {}, 'EMPTY'],
    ['a wrong header and no rows', 'a,b\n', {}, 'EMPTY'],
    ['a wrong header and damage behind it', 'a,b\n1,\0\n', {}, 'CONTROL_CHARACTER'],
    ['a page of the web', '<html>\n', {}, 'NOT_CSV'],
    ['too many misshapen rows', `${good(1999)}short\nshort\nshort\n`, {}, 'SHORT_ROW'],
    ['damage at its end', `${good(60_000)}"open`, {}, 'UNTERMINATED_QUOTE'],
    ['cut gzip', gzipSync(good(60_000)).subarray(0, -20), { name: 'a.csv.gz' }, 'GZIP_DAMAGED'],
    [
      'bytes behind gzip',
      Buffer.concat([gzipSync(ORDERS), Buffer.from('x')]),
      { name: 'a.csv.gz' },
      'GZIP_DAMAGED',
    ],
    ['a gzip bomb', gzipSync(Buffer.alloc(4e7, 'a,b\n')), { name: 'a.csv.gz' }, 'GZIP_RATIO'],
    ['another kind of file', 'PAR1', {}, 'PARQUET_MISNAMED'],
  ])('with %s leaves nothing behind', async (...[, content, given, code]) => {
    const { record, objects } = await scan(content, given);
    expect(record).toMatchObject({ name: 'IntakeError', code });
    expect([...objects.keys()]).toEqual([]);
  });
});

describe('a refused file', () => {
  it.each(['orders.csv', 'orders.csv.gz'])('that changes while it is read (%s)', async (name) => {
    const bytes = name.endsWith('gz') ? gzipSync(good(60_000)) : Buffer.from(good(60_000));
    const staged = memoryFolder();
    const changed = new Error('it changed');
    const delivery = {
      ...memoryDelivery(bytes),
      async *all() {
        yield bytes;
        throw changed;
      },
    };
    const request = {
      name,
      bytes: bytes.length,
      ordinal: 0,
      spec: { table: 'orders', files: [], columns: COLUMNS },
    } as const;
    await expect(scanDelivery(request, { delivery, staged })).rejects.toBe(changed);
    expect([...staged.objects.keys()]).toEqual([]);
  });

  it('is not copied at all when its header is refused', async () => {
    let begun = 0;
    const folder = {
      ...memoryFolder(),
      async write() {
        begun += 1;
      },
    };
    const bytes = Buffer.from(good(5).replace('currency', 'customer_phone'));
    const spec: SourceSpec = { table: 'orders', files: [] };
    const request = { name: 'orders.csv', bytes: bytes.length, ordinal: 0, spec };
    const scanned = scanDelivery(request, { delivery: memoryDelivery(bytes), staged: folder });
    await expect(scanned).rejects.toMatchObject({ code: 'HEADER_MISSING_COLUMN' });
    expect(begun).toBe(0);
  });
});
