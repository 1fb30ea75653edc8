import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfiguration } from '#lib/config/load-configuration.ts';
import { NOBODY_ERASED } from '#lib/erasure/erased-persons.ts';
import { outboxMailer } from '#lib/mail/outbox-mailer.ts';
import { runLine } from '#lib/pipeline/run-line.ts';
import { writeSampleShop } from '#lib/sample/write-sample-shop.ts';
import { scoreFiles } from '#lib/scores/score-files.ts';
import { scoreRow } from '#lib/scores/score-row.fixture.ts';
import { duckdbEngine } from '../fixtures/duckdb-engine.ts';
import { memoryStore } from '../fixtures/memory-store.ts';

/** What the line makes of the shop on this machine: the witness for what the account makes of it. */
export interface LaptopRun {
  /** Bytes of a file of the run. */
  file(path: string): Buffer;
  /** Rows of the file of scores, in the order of ids. */
  scores(): Promise<Scored[]>;
}

type Scored = ReturnType<typeof scoreRow.parse>;

/** Writes the shop that both are given; its customers are scored. */
export async function writeShop(directory: string): Promise<void> {
  await writeSampleShop({
    customers: 1500,
    seed: 'account',
    directory,
    asOf: '2026-11-16',
    lateSpend: false,
  });
  appendFileSync(join(directory, 'tenure.yaml'), '\nscores: { keepDays: 400 }\n');
}

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
  return {
    file: (path) => readFileSync(join(out, path)),
    async scores() {
      const [file] = await scoreFiles(join(folder, 'store'));
      const engine = await duckdbEngine([]);
      const select = `select * from read_parquet('${file?.path}') order by 1`;
      const { columns, rows } = await engine.execute(select, [], AbortSignal.timeout(60_000));
      engine.close();
      const named = rows.map((row) => columns.map(({ name }, at) => [name, row[at]] as const));
      return named.map((pairs) => scoreRow.parse(Object.fromEntries(pairs)));
    },
  };
}
