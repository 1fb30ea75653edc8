import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadConfiguration } from '#lib/config/load-configuration.ts';
import { NOBODY_ERASED } from '#lib/erasure/erased-persons.ts';
import { outboxMailer } from '#lib/mail/outbox-mailer.ts';
import { runLine } from '#lib/pipeline/run-line.ts';
import { writeSampleShop } from '#lib/sample/write-sample-shop.ts';
import { memoryStore } from '../fixtures/memory-store.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenure-shops-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Small shops have channels through which nobody came in the week: a total that leaves one out gives it away. */
it.each([
  ['b', 1500],
  ['a', 800],
])(
  'releases the report of shop %s of %i customers',
  async (seed, customers) => {
    const directory = join(folder, seed);
    await writeSampleShop({ customers, seed, directory, asOf: '2026-11-16', lateSpend: false });
    const { record } = await runLine(
      {
        ...(await loadConfiguration(join(directory, 'tenure.yaml'))),
        asOf: null,
        reports: null,
        out: join(directory, 'out'),
        store: join(directory, 'store'),
        send: false,
        dryRun: true,
        memoryLimitMb: 500,
        threads: 2,
      },
      {
        loadedAt: new Date('2026-11-16T06:00:00Z'),
        seconds: () => 0,
        progress: () => undefined,
        mailer: outboxMailer(join(directory, 'outbox')),
        chain: async () => memoryStore(),
        erased: async () => NOBODY_ERASED,
      },
    );
    expect(record.state).toBe('FINAL');
  },
  60_000,
);
