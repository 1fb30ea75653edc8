import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, expect, it } from 'vitest';
import { s3Client } from '#lib/store/s3-client.ts';
import { objectVersions, removeVersions } from '#lib/store/s3-versions.ts';
import { versionedS3Server } from '../../test/fixtures/versioned-s3-server.ts';
import { amountNeedles, idNeedles } from './needle.ts';
import { scanVersions } from './s3-scan.ts';

const folder = await mkdtemp(join(tmpdir(), 's3-scan-'));
const server = await versionedS3Server();
const client = s3Client(server.clientConfig);
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const ID = 'CANARY-4711';
const PLACE = { bucket: 'example-lake', prefix: '' };
const RULES = {
  needles: [...idNeedles(ID), ...amountNeedles('48213.37')],
  mayHold: () => false,
};

async function parquet(compression: string, select: string): Promise<Buffer> {
  const path = join(folder, 'one.parquet');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(
    `copy (${select}) to '${path}' (format parquet, compression ${compression})`,
  );
  connection.closeSync();
  instance.closeSync();
  return readFile(path);
}

it('finds a person in replaced and deleted versions too, until those are removed for good', async () => {
  server.write('landed/orders', await parquet('gzip', `select '${ID}' as customer_id`));
  server.write('landed/orders', await parquet('gzip', "select 'C-1' as customer_id"));
  server.write('work/a', gzipSync(`"${ID}"`));
  server.write('work/a', null);
  server.write('memo/b', 'nothing');
  const before = await scanVersions(client, PLACE, RULES);
  expect(before).toMatchObject({ store: 'example-lake', objects: 5 });
  expect(before.found.map(({ object, kind }) => [object, kind])).toEqual([
    ['landed/orders', 'id'],
    ['work/a', 'id'],
  ]);
  await removeVersions(client, PLACE, hidden());
  const after = await scanVersions(client, PLACE, RULES);
  expect(after).toMatchObject({ objects: 2, found: [] });
});

/** What no reader sees: replaced versions, and deleted objects with their marks. */
async function* hidden() {
  for await (const version of objectVersions(client, PLACE))
    if (!version.isLatest || version.isMarker) yield version;
}

it.each([
  ['snappy', `select 'x' as a, '${ID}' as b`, 'id'],
  ['gzip', `select ['${ID}', 'y'] as a`, 'id'],
  ['brotli', `select map {'customer': '${ID}'} as a`, 'id'],
  ['gzip', 'select cast(48213.37 as decimal(18, 4)) as a', 'amount'],
  ['gzip', 'select unnest(range(300000)) as a union all select 4821337', 'amount'],
])('reads Parquet that is packed by %s', async (compression, select, kind) => {
  const version = server.write('landed/one', await parquet(compression, select));
  const { found } = await scanVersions(client, { ...PLACE, prefix: 'landed/one' }, RULES);
  server.versions = server.versions.filter((one) => one.version !== version);
  expect(found.map((one) => one.kind)).toContain(kind);
});

it('fails on Parquet that it cannot read', async () => {
  const version = server.write('landed/one', await parquet('zstd', `select '${ID}' as a`));
  await expect(scanVersions(client, PLACE, RULES)).rejects.toThrow('ZSTD');
  server.versions = server.versions.filter((one) => one.version !== version);
});
