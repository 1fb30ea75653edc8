import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfiguration } from '#lib/config/load-configuration.ts';
import { NOBODY_ERASED } from '#lib/erasure/erased-persons.ts';
import { outboxMailer } from '#lib/mail/outbox-mailer.ts';
import { runLine } from '#lib/pipeline/run-line.ts';
import { writeSampleShop } from '#lib/sample/write-sample-shop.ts';
import { memoryStore } from '../fixtures/memory-store.ts';

/** What the line makes of the shop on this machine: the witness for what the account makes of it. */
export interface LaptopRun {
  /** Bytes of a file of the run. */
  file(path: string): Buffer;
}

/** Writes the shop that both are given. */
export const writeShop = (directory: string): Promise<unknown> =>
  writeSampleShop({
    customers: 1500,
    seed: 'account',
    directory,
    asOf: '2026-11-16',
    lateSpend: false,
  });

export async function runOnLaptop(shop: string, folder: string): Promise<LaptopRun> {
  const out = join(folder, 'out');
  await runLine(
    {
      ...(await loadConfiguration(join(shop, 'tenure.yaml'))),
      asOf: null,
      reports: null,
      out,
      store: join(folder, 'store'),
      send: true,
      dryRun: false,
      memoryLimitMb: 500,
      threads: 2,
    },
    {
      loadedAt: new Date('2026-11-17T07:00:00Z'),
      seconds: () => 0,
      progress: () => undefined,
      mailer: outboxMailer(join(out, 'outbox')),
      chain: async () => memoryStore(),
      erased: async () => NOBODY_ERASED,
    },
  );
  return { file: (path) => readFileSync(join(out, path)) };
}
