import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { listDeliveries, type PinnedFile } from '../list/list-deliveries.ts';
import { s3Listing } from '../list/s3-listing.ts';
import { bucketServer } from './s3-bucket.fixture.ts';
import { s3Delivery } from './s3-delivery.ts';
import { s3StagedFolder } from './s3-staged-folder.ts';
import { scanDelivery } from './scan-delivery.ts';

const MIB = 2 ** 20;
const server = await bucketServer();
afterAll(() => server.close());
beforeEach(() => {
  server.versions.clear();
  server.parts.clear();
});

const KEY = 'data/orders.csv';
const SPEC = { table: 'orders', files: [KEY] } as const;
const rows = (count: number, amount: string) =>
  `customer_id,ordered_at,net_amount,currency\n${`c1,2026-01-02T10:00:00Z,${amount},EUR\n`.repeat(count)}`;

const deliver = (key: string, text: string) =>
  server.versions.set(key, [...(server.versions.get(key) ?? []), Buffer.from(text)]);

async function pinned(): Promise<PinnedFile> {
  const [file] = await listDeliveries([SPEC], s3Listing(server.client, 'raw'));
  if (file === undefined) throw new Error('nothing was pinned');
  return file;
}

const scan = (file: PinnedFile) =>
  scanDelivery(
    { ...file, spec: SPEC },
    {
      delivery: s3Delivery(server.client, 'raw', file),
      staged: s3StagedFolder(server.client, 'lake', 'staged/run/orders/'),
    },
  );

const staged = () => [...server.versions].filter(([key]) => key.startsWith('staged/'));

describe('a scan of a bucket', () => {
  it('reads the version that was pinned, whatever comes later', async () => {
    deliver(KEY, rows(3, '1'));
    const file = await pinned();
    expect(file).toMatchObject({
      key: KEY,
      name: 'orders.csv',
      versionId: '0',
      bytes: rows(3, '1').length,
    });
    deliver(KEY, rows(5, '2'));
    const record = await scan(file);
    expect(record.file.rows).toBe(3);
    const [[key, bodies] = ['', []]] = staged();
    expect(key).toBe(`staged/run/orders/${record.staged.layout}/00000-00000.txt`);
    expect(bodies[0]?.toString().split('\n')[0]).toBe(
      '2\u0001\u0001c1\u00012026-01-02T10:00:00Z\u00011\u0001EUR',
    );
  });

  it("reads the supplier's manifest beside it", async () => {
    deliver(KEY, rows(3, '1'));
    deliver(`${KEY}.manifest.json`, '{"rows":3}');
    await expect(scan(await pinned())).rejects.toMatchObject({ code: 'MANIFEST' });
  });

  it('is refused when the version is gone, and when an object without versions changed', async () => {
    deliver(KEY, rows(3, '1'));
    const file = await pinned();
    server.versions.set(KEY, []);
    await expect(scan(file)).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    deliver(KEY, rows(3, '2'));
    const unversioned = { ...file, versionId: null };
    await expect(scan(unversioned)).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    expect(staged()).toEqual([]);
  });
});

describe('a staged copy', () => {
  const folder = () => s3StagedFolder(server.client, 'lake', 'staged/');
  async function* pieces(count: number, failure?: Error): AsyncGenerator<Uint8Array> {
    for (let n = 0; n < count; n += 1) yield Buffer.alloc(MIB, n);
    if (failure !== undefined) throw failure;
  }

  it('is sent in parts, in order', async () => {
    await folder().write('a.txt', pieces(40));
    const [body] = server.versions.get('staged/a.txt') ?? [];
    expect(body?.length).toBe(40 * MIB);
    expect([0, 17, 39].map((n) => body?.[n * MIB])).toEqual([0, 17, 39]);
    expect(server.parts.size).toBe(0);
  });

  it("is not there when its rows break off, and the failure is the rows' own", async () => {
    const failure = new Error('UNTERMINATED_QUOTE');
    await expect(folder().write('a.txt', pieces(40, failure))).rejects.toBe(failure);
    expect(server.versions.has('staged/a.txt')).toBe(false);
    expect(server.parts.size).toBe(0);
  });

  it('is removed with all others of its file', async () => {
    const own = folder();
    await own.write('a.txt', pieces(1));
    await own.write('b.txt', pieces(1));
    await own.discard();
    expect(staged()).toEqual([]);
  });
});
