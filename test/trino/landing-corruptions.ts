import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, inject, it } from 'vitest';
import type { ScannedSource } from '#lib/intake/athena/plan/landing-source.ts';
import type { ScanRecord } from '#lib/intake/athena/scan/scan-record.ts';
import { judgeLanding } from '#lib/intake/athena/settle/judge-landing.ts';
import type { Reject } from '#lib/intake/snapshot.ts';
import type { SourceSpec } from '#lib/intake/source-spec.ts';
import { type Corruption, corrupted, DAMAGES } from '../faults/corruptions.ts';
import { type Delivery, LOADED_AT, newDelivery } from '../faults/delivery.ts';
import { readStrictly } from '../faults/strict-reader.ts';
import {
  landScanned,
  makeStaged,
  placeOf,
  type ScannedLanding,
  scanFile,
} from './landing-on-trino.ts';
import { refusalOf, rowsOfParquet } from './landing-outcome.ts';
import './landing-snapshot.ts';
import { runOnTrino } from './trino-client.ts';

const FILES = 300;
const SEED = 20_261_122;

const corruption: fc.Arbitrary<Corruption> = fc.noBias(
  fc.record({
    kind: fc.nat(DAMAGES.length - 1),
    place: fc.nat(1_000_000).map((millionths) => millionths / 1_000_001),
    variant: fc.nat(1_000_000),
  }),
);

/** Enough rows that one bad one is within the budget; no other file has their ids. */
const goodFile = (file: number): Buffer => {
  const rows = Array.from({ length: 1200 }, (_, n) => {
    const day = new Date(Date.UTC(2024, 0, 1 + (n % 700))).toISOString().slice(0, 10);
    return `f${file}o${n},c${n % 12},${day}T10:00:00Z,${n % 90}.50,EUR\n`;
  });
  return Buffer.from(`order_id,customer_id,ordered_at,net_amount,currency\n${rows.join('')}`);
};

const COLUMNS = {
  order_id: 'order_id',
  customer_id: 'customer_id',
  ordered_at: 'ordered_at',
  net_amount: 'net_amount',
  currency: 'currency',
};

/** What became of one file: why it was refused, or its landed rows and rejects. */
type Outcome = string | { readonly rows: readonly string[]; readonly rejects: readonly Reject[] };

interface CorruptedFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** Ids of its good rows; the engine joins rows by them. */
  readonly ids: ReadonlySet<string>;
  readonly onDuckdb: Outcome;
}

const delivery: Delivery = await newDelivery();
afterAll(() => delivery.discard());

const damages = fc.sample(fc.array(corruption, { minLength: 1, maxLength: 3 }), {
  numRuns: FILES,
  seed: SEED,
});

async function corruptedFiles(): Promise<CorruptedFile[]> {
  const files: CorruptedFile[] = [];
  for (const [n, corruptions] of damages.entries()) {
    const name = `orders-${String(n).padStart(3, '0')}.csv`;
    const bytes = corrupted(goodFile(n), corruptions);
    await delivery.write(name, bytes);
    const read = readStrictly(bytes, LOADED_AT);
    const ids = new Set('refused' in read ? [] : read.orders.map(({ id }) => id));
    files.push({ name, bytes, ids, onDuckdb: await landedOnDuckdb(name) });
  }
  return files;
}

async function landedOnDuckdb(name: string): Promise<Outcome> {
  try {
    const { path, rejects } = await delivery.land({
      table: 'orders',
      columns: COLUMNS,
      files: [name],
    });
    return { rows: await orderRows(path), rejects };
  } catch (error) {
    return refusalOf(error);
  }
}

const orderRows = async (path: string): Promise<string[]> => {
  const rows = await rowsOfParquet(
    path,
    `concat_ws('|', order_id, coalesce(customer_id, '-'), epoch_ms(ordered_at),
       cast(net_amount * 10000 as decimal(18, 0)), currency) as row`,
  );
  return rows.map(({ row }) => String(row)).sort();
};

/** Files in groups in which no id is of two files: what one file's rows do to another's is not asked here. */
function apart(files: readonly CorruptedFile[]): CorruptedFile[][] {
  const groups: { files: CorruptedFile[]; ids: Set<string> }[] = [];
  for (const file of files) {
    const free = groups.find(({ ids }) => ![...file.ids].some((id) => ids.has(id)));
    const group = free ?? { files: [], ids: new Set<string>() };
    if (free === undefined) groups.push(group);
    group.files.push(file);
    for (const id of file.ids) group.ids.add(id);
  }
  return groups.map((group) => group.files);
}

/** The files of a group that pass the scan, landed together; the others with why not. */
async function landedOnTrino(
  files: readonly CorruptedFile[],
  group: number,
): Promise<ReadonlyMap<string, Outcome>> {
  const trino = inject('trino');
  const outcomes = new Map<string, Outcome>();
  const spec: SourceSpec = { table: 'orders', files: [], columns: COLUMNS };
  const place = placeOf(trino, { run: `${delivery.folder} ${group}`, loadedAt: LOADED_AT });
  const scans: ScanRecord[] = [];
  for (const [ordinal, { name, bytes }] of files.entries()) {
    const file = {
      key: join(delivery.folder, name),
      name,
      bytes: bytes.length,
      ordinal,
      input: 'orders',
    };
    await scanFile(trino, file, { spec, run: place.run }).then(
      (scan) => scans.push(scan),
      (error: unknown) => outcomes.set(name, refusalOf(error)),
    );
  }
  const source: ScannedSource = { spec, inputs: [{ name: 'orders', scans }], catalogue: null };
  await makeStaged(trino, [source], place);
  const [landing] = await landScanned(trino, [{ ...source, selected: null }], place);
  if (landing === undefined) throw new Error('orders were not landed');
  const rows = await landedRows(landing);
  for (const { ordinal, file } of scans) {
    const ids = files[ordinal]?.ids ?? new Set();
    const own = rows.filter((row) => ids.has(row.split('|')[0] ?? ''));
    outcomes.set(file.name, settledFile(landing, ordinal, own));
  }
  return outcomes;
}

async function landedRows({ plan }: ScannedLanding): Promise<string[]> {
  const { rows } = await runOnTrino(
    inject('trino').session,
    `select concat_ws('|', order_id, coalesce(customer_id, '-'),
       cast(date_diff('millisecond', timestamp '1970-01-01 00:00:00', ordered_at) as varchar),
       cast(cast(net_amount * 10000 as decimal(18, 0)) as varchar), currency) from ${plan.landed}`,
  );
  return rows.map(([row]) => String(row)).sort();
}

/** What becomes of one file, as if it had come alone. */
function settledFile(
  { plan, counts, aside }: ScannedLanding,
  ordinal: number,
  rows: readonly string[],
): Outcome {
  const files = plan.files.filter((file) => file.ordinal === ordinal);
  const own = counts.files.filter(({ file }) => file === ordinal);
  const defects = counts.defects.filter(({ file }) => file === ordinal);
  try {
    judgeLanding(
      { ...plan, files },
      { ...counts, files: own, defects, delivered: own[0]?.rows ?? 0 },
    );
  } catch (error) {
    return refusalOf(error);
  }
  const rejects = aside
    .filter(({ file }) => file === ordinal)
    .map(({ line, column, reason, hash }) => ({
      file: files[0]?.name ?? '',
      line,
      column,
      reason,
      valueHash: hash,
    }));
  return { rows, rejects };
}

/** In what two outcomes differ, briefly. */
function differencesOf(onDuckdb: Outcome, onTrino: Outcome | undefined): string[] {
  const lines = (outcome: Outcome | undefined): string[] =>
    typeof outcome === 'object'
      ? [...outcome.rows, ...outcome.rejects.map((reject) => JSON.stringify(reject))]
      : [outcome ?? 'nothing'];
  const [left, right] = [lines(onDuckdb), lines(onTrino)];
  if (left.length === right.length && left.every((line, n) => line === right[n])) return [];
  const only = (some: string[], others: readonly string[]) => {
    const rest = new Set(others);
    return some.filter((line) => !rest.has(line)).slice(0, 3);
  };
  return [
    ...only(left, right).map((line) => `DuckDB ${line}`),
    ...only(right, left).map((line) => `Trino ${line}`),
    `${left.length} and ${right.length} lines`,
  ];
}

it(`lands ${FILES} corrupted files as DuckDB does, or refuses them in the same words`, async () => {
  const files = await corruptedFiles();
  const groups = apart(files);
  const outcomes = new Map<string, Outcome>();
  for (const [group, some] of groups.entries()) {
    for (const [name, outcome] of await landedOnTrino(some, group)) outcomes.set(name, outcome);
  }
  const differences = files.flatMap(({ name, onDuckdb }) =>
    differencesOf(onDuckdb, outcomes.get(name)).map((difference) => `${name}: ${difference}`),
  );
  expect(differences).toEqual([]);
  const landed = files.filter(({ onDuckdb }) => typeof onDuckdb !== 'string');
  expect(landed.length).toBeGreaterThan(FILES / 10);
  expect(landed.length).toBeLessThan(FILES);
});
