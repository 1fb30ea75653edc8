import type { TableContract } from '#lib/contract/column.ts';
import { IntakeError } from '../intake-error.ts';
import type { AmountConservation } from '../snapshot.ts';
import type { DuckdbSession } from './duckdb-session.ts';
import { sqlName, sqlText } from './sql-text.ts';

/** Rows and exact sums of one table before and after landing. */
export interface Conservation {
  readonly accepted: number;
  readonly amounts: readonly AmountConservation[];
  readonly watermark: string | null;
  /** Accepted rows whose main amount is zero. */
  readonly zeroAmounts: number;
  /** Staged rows in which a text was respelled, or a local time occurs twice. */
  readonly respelled: number;
  readonly repeatedTimes: number;
}

export interface ConservationInput {
  readonly table: TableContract;
  readonly staged: string;
  readonly delivered: ReadonlySet<string>;
  readonly path: string;
  readonly hasDuplicates: boolean;
  /** Rows that must be found in the landed file. */
  readonly expected: number;
  /** The landed file is the staged one: what it holds was delivered and accepted, and nothing else was. */
  readonly landedAsStaged: boolean;
}

/**
 * Sums the landed file and the staged rows apart from each other and compares, to the last decimal.
 * @throws IntakeError CONSERVATION when a row or an amount was lost or doubled on the way.
 */
export async function conserve(
  session: DuckdbSession,
  input: ConservationInput,
): Promise<Conservation> {
  const columns = input.table.columns
    .filter(({ name, type }) => type === 'money' && input.delivered.has(name))
    .map(({ name }) => name);
  const landed = await landedSums(session, input, columns);
  const staged = input.landedAsStaged
    ? landed.map((row) => asDelivered(row, columns))
    : await stagedSums(session, input, columns);
  const amounts = staged.flatMap((row) => {
    const currency = textOrNull(row['currency']);
    const match = landed.find((other) => textOrNull(other['currency']) === currency);
    return columns.map((column) => balanced(input, column, { ...row, ...match, currency }));
  });
  const accepted = total(landed, 'rows');
  if (accepted !== input.expected) throw lost(input, 'rows');
  const watermarks = landed.flatMap((row) => textOrNull(row['watermark']) ?? []);
  return {
    accepted,
    amounts,
    watermark: watermarks.sort().at(-1) ?? null,
    zeroAmounts: total(landed, 'zeros'),
    respelled: total(staged, 'respelled_rows'),
    repeatedTimes: total(staged, 'repeated_times'),
  };
}

const stagedSums = (
  session: DuckdbSession,
  { staged, delivered, hasDuplicates }: ConservationInput,
  columns: readonly string[],
) => {
  const repeated = hasDuplicates ? 'conflict is not null and not conflict' : 'false';
  const aside = hasDuplicates ? 'reject is not null or conflict' : 'reject is not null';
  const sums = columns.flatMap((name) => [
    `sum(${sqlName(name)}) as ${sqlName(`delivered ${name}`)}`,
    `sum(${sqlName(name)}) filter (where ${aside}) as ${sqlName(`quarantined ${name}`)}`,
    `sum(${sqlName(name)}) filter (where ${repeated}) as ${sqlName(`duplicates ${name}`)}`,
  ]);
  const facts = [
    'count_if(respelled) as respelled_rows',
    'count_if(repeated_time) as repeated_times',
  ];
  return session.rows(
    `select ${[currencyOf(delivered), ...facts, ...sums].join(', ')} from ${staged}
     ${hasDuplicates ? 'left join repeated using (_file, _row)' : ''} group by 1 order by 1`,
  );
};

function landedSums(
  session: DuckdbSession,
  { table, delivered, path }: ConservationInput,
  columns: readonly string[],
) {
  const zero = columns.some((name) => name === 'net_amount' || name === 'amount')
    ? `count_if(${columns.includes('net_amount') ? 'net_amount' : 'amount'} = 0)`
    : '0';
  const watermark =
    table.eventTime === undefined
      ? 'null'
      : `strftime(max(${sqlName(table.eventTime)}), '%Y-%m-%dT%H:%M:%SZ')`;
  const facts = ['count(*) as rows', `${zero} as zeros`, `${watermark} as watermark`];
  const sums = columns.map((name) => `sum(${sqlName(name)}) as ${sqlName(`accepted ${name}`)}`);
  return session.rows(
    `select ${[currencyOf(delivered), ...facts, ...sums].join(', ')}
     from read_parquet(${sqlText(path)}) group by 1 order by 1`,
  );
}

const asDelivered = (
  row: Readonly<Record<string, unknown>>,
  columns: readonly string[],
): Readonly<Record<string, unknown>> => ({
  currency: row['currency'],
  respelled_rows: 0,
  repeated_times: 0,
  ...Object.fromEntries(columns.map((name) => [`delivered ${name}`, row[`accepted ${name}`]])),
});

const total = (rows: readonly Readonly<Record<string, unknown>>[], column: string): number =>
  rows.reduce((sum, row) => sum + Number(row[column]), 0);

const currencyOf = (delivered: ReadonlySet<string>) =>
  delivered.has('currency') ? 'currency' : 'cast(null as varchar) as currency';

function balanced(
  input: ConservationInput,
  column: string,
  row: Readonly<Record<string, unknown>>,
): AmountConservation {
  const sum = (kind: string) => textOrNull(row[`${kind} ${column}`]) ?? '0.0000';
  const amounts = {
    column,
    currency: textOrNull(row['currency']),
    delivered: sum('delivered'),
    accepted: sum('accepted'),
    quarantined: sum('quarantined'),
    duplicates: sum('duplicates'),
  };
  const kept = exact(amounts.accepted) + exact(amounts.quarantined) + exact(amounts.duplicates);
  if (exact(amounts.delivered) !== kept) throw lost(input, `amounts of ${column}`);
  return amounts;
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** A decimal with four places as a whole number of ten-thousandths. */
const exact = (decimal: string): bigint => BigInt(decimal.replace('.', ''));

const lost = (input: ConservationInput, what: string) =>
  new IntakeError(
    'CONSERVATION',
    { file: input.table.name },
    `${what} delivered and landed differ; nothing was published, report this as a defect`,
  );
