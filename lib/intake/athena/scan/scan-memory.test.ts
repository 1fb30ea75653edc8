import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { scanDelivery } from './scan-delivery.ts';

const MIB = 2 ** 20;
const STREAM_BYTES = 300 * MIB;

const CHUNK_BYTES = 64 * 1024;

/** Rows of orders; every fourth has a quoted field. */
const ROWS = Buffer.from(
  Array.from({ length: 100_000 }, (_, n) => {
    const channel = n % 4 === 0 ? '"web, shop"' : 'store';
    return `o${n},c${n % 50_000},2026-01-${10 + (n % 18)}T10:00:00Z,${n % 900}.50,EUR,${channel}\n`;
  }).join(''),
);

/** The same rows again and again, in chunks as a connection gives them. */
async function* orders(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('order_id,customer_id,ordered_at,net_amount,currency,channel\n');
  for (let sent = 0; sent < STREAM_BYTES; sent += ROWS.length) {
    for (let at = 0; at < ROWS.length; at += CHUNK_BYTES) yield ROWS.subarray(at, at + CHUNK_BYTES);
  }
}

it('scans 300 MB in constant memory', async () => {
  let peak = 0;
  let staged = 0;
  const before = process.memoryUsage.rss();
  const folder = {
    async write(_: string, bytes: AsyncIterable<Uint8Array>) {
      for await (const piece of bytes) {
        staged += piece.length;
        peak = Math.max(peak, process.memoryUsage.rss());
        if (staged % (64 * MIB) < piece.length) await setTimeout(0);
      }
    },
    discard: async () => undefined,
  };
  const delivery = {
    all: orders,
    range: async () => Buffer.from('order_id'),
    manifest: async () => null,
  };
  const request = {
    name: 'orders.csv',
    bytes: STREAM_BYTES,
    ordinal: 0,
    spec: { table: 'orders', files: [] },
  } as const;
  const from = process.cpuUsage();
  const { file } = await scanDelivery(request, { delivery, staged: folder });
  const { user, system } = process.cpuUsage(from);
  const speed = file.bytes / MIB / ((user + system) / 1e6);
  const growth = (peak - before) / MIB;
  process.stdout.write(
    `scan: ${speed.toFixed(0)} MiB a CPU second, ${growth.toFixed(0)} MiB of memory\n`,
  );
  expect(file.bytes).toBeGreaterThan(STREAM_BYTES);
  expect(growth).toBeLessThan(200);
  expect(speed).toBeGreaterThan(10);
});
