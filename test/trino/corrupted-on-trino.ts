import { join } from 'node:path';
import type { ScannedSource } from '#lib/intake/athena/plan/landing-source.ts';
import type { ScanRecord } from '#lib/intake/athena/scan/scan-record.ts';
import { judgeLanding } from '#lib/intake/athena/settle/judge-landing.ts';
import type { SourceSpec } from '#lib/intake/source-spec.ts';
import { ORDER_COLUMNS } from '../faults/corrupted-orders.ts';
import { LOADED_AT } from '../faults/delivery.ts';
import type { CorruptedFile, Outcome } from './corrupted-files.ts';
import { landScanned, placeOf, type ScannedLanding } from './landing-on-trino.ts';
import { refusalOf } from './landing-outcome.ts';
import { scanFile } from './scan-on-disk.ts';
import { makeStaged } from './staged-tables.ts';
import { type LandingTrino, runOnTrino } from './trino-client.ts';

/** The files of a group that pass the scan, landed together; the others with why not. */
export async function landedOnTrino(
  trino: LandingTrino,
  files: readonly CorruptedFile[],
  folder: string,
): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const spec: SourceSpec = { table: 'orders', files: [], columns: ORDER_COLUMNS };
  const place = placeOf(trino, { run: `${folder} ${files[0]?.name}`, loadedAt: LOADED_AT });
  const scans: ScanRecord[] = [];
  for (const [ordinal, { name, bytes }] of files.entries()) {
    const file = {
      key: join(folder, name),
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
  const rows = await landedRows(trino, landing);
  for (const { ordinal, file } of scans) {
    const ids = files[ordinal]?.ids ?? new Set();
    const own = rows.filter((row) => ids.has(row.split('|')[0] ?? ''));
    outcomes.set(file.name, settledFile(landing, ordinal, own));
  }
  return outcomes;
}

async function landedRows({ session }: LandingTrino, { plan }: ScannedLanding): Promise<string[]> {
  const { rows } = await runOnTrino(
    session,
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
