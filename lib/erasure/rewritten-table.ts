import { tableContract } from '#lib/contract/tables.ts';
import { fileSha256 } from '#lib/intake/bytes/file-sha256.ts';
import { sqlName } from '#lib/intake/landing/sql-text.ts';
import type { AmountConservation, LandedTable } from '#lib/intake/snapshot.ts';
import type { FileEngine } from './duckdb-files.ts';
import type { Rewritten } from './leave-out-persons.ts';
import { rowsOf } from './person-rows.ts';

/**
 * The account of a table as if the erased persons had never been delivered: rows and amounts are taken off both sides,
 * so that no difference tells how many they were.
 */
export async function rewrittenTable(
  engine: FileEngine,
  before: LandedTable,
  { file, rows }: Rewritten,
): Promise<LandedTable> {
  const sums = await acceptedSums(engine, before, rowsOf(file));
  return {
    ...before,
    path: file.path,
    sha256: await fileSha256(file.path),
    delivered: before.delivered - rows,
    accepted: before.accepted - rows,
    amounts: before.amounts.map((amount) => lessThan(amount, sums(amount))),
    watermark: await watermarkOf(engine, before, rowsOf(file)),
  };
}

/** Sum of a money column in a currency, over the rows that stay. */
async function acceptedSums(engine: FileEngine, { amounts }: LandedTable, rows: string) {
  const columns = [...new Set(amounts.map(({ column }) => column))];
  const one = amounts.every(({ currency }) => currency === null);
  const sums = columns.map(
    (column) => `cast(sum(${sqlName(column)}) as varchar) as ${sqlName(column)}`,
  );
  const found =
    columns.length === 0
      ? []
      : await engine.rows(
          `select ${[one ? 'null as unit' : 'currency as unit', ...sums].join(', ')} from ${rows} group by 1`,
        );
  return ({ column, currency }: AmountConservation): string => {
    const sum = found.find(({ unit }) => unit === currency)?.[column];
    return typeof sum === 'string' ? sum : '0.0000';
  };
}

function lessThan(amount: AmountConservation, accepted: string): AmountConservation {
  const gone = tenThousandths(amount.accepted) - tenThousandths(accepted);
  return { ...amount, accepted, delivered: decimal(tenThousandths(amount.delivered) - gone) };
}

/** A decimal with four places as a whole number. */
const tenThousandths = (text: string): bigint => BigInt(text.replace('.', ''));

function decimal(value: bigint): string {
  const digits = String(value < 0n ? -value : value).padStart(5, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

/** The latest event that stays; a day until which the delivery says it is complete stands. */
async function watermarkOf(
  engine: FileEngine,
  { table, path, watermark }: LandedTable,
  rows: string,
): Promise<string | null> {
  const { eventTime } = tableContract(table);
  if (eventTime === undefined || watermark === null) return watermark;
  const latest = async (from: string): Promise<unknown> => {
    const sql = `select strftime(max(${sqlName(eventTime)}), '%Y-%m-%dT%H:%M:%SZ') as latest from ${from}`;
    return (await engine.rows(sql))[0]?.['latest'];
  };
  if ((await latest(rowsOf({ table, path }))) !== watermark) return watermark;
  const left = await latest(rows);
  return typeof left === 'string' ? left : null;
}
