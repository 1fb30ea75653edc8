import { type ScopedQuery, scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import type { InspectionQuery, Warehouse } from '#lib/warehouse/warehouse.ts';
import type { AthenaOnTrino } from './athena-on-trino.ts';
import { differenceOf, type Row } from './same-rows.ts';

/** One query on both engines. */
export interface Compared {
  readonly shop: string;
  readonly query: string;
  /** Everything that was asked, for the count of files. */
  readonly sql: readonly string[];
  readonly rows: number;
  readonly duckdbSeconds: number;
  readonly trinoSeconds: number;
  /** What was not the same, or the error; null where all was. */
  readonly difference: string | null;
}

/** Takes down what was compared. */
export type Note = (compared: Compared) => void;

/** A shop in both engines. */
export interface Twins {
  readonly shop: string;
  readonly duckdb: Warehouse;
  readonly trino: AthenaOnTrino;
}

/** A warehouse that asks both engines, notes what they answered, and goes on with the rows of DuckDB. */
export function twinWarehouse(twins: Twins, note: Note): Warehouse {
  const { shop, duckdb, trino } = twins;
  const onTrino = <T>(ask: () => Promise<T>) =>
    timed(() =>
      ask().catch((error) => {
        throw new Error(`${error}: ${trino.lastFailure()}`);
      }),
    );
  return {
    async run(query, parameters) {
      const raw = withoutParser(query);
      const expected = await timed(() => duckdb.run(raw, parameters));
      const found = await onTrino(() => trino.warehouse.run(raw, parameters));
      const { name, sql } = query.query;
      const rows = expected.value ?? [];
      const relations = query.relations.map((relation) => relation.sql);
      note({
        ...compare(expected, found, ORDERED.test(sql)),
        shop,
        query: name,
        sql: [sql, ...relations],
      });
      if (expected.error) throw expected.error;
      return rows.map(query.query.parseRow);
    },
    async inspect(query: InspectionQuery, parameters) {
      const expected = await timed(() => duckdb.inspect(query, parameters));
      const found = await onTrino(() => trino.warehouse.inspect(query, parameters));
      const one = ({ value, ...rest }: Timed<Row>) => ({ ...rest, value: value && [value] });
      note({
        ...compare(one(expected), one(found), true),
        shop,
        query: query.name,
        sql: [query.sql],
      });
      if (expected.value === undefined) throw expected.error;
      return expected.value;
    },
    async close() {
      await duckdb.close();
      await trino.warehouse.close();
    },
  };
}

const ORDERED = /\border by [^()]*$/i;

const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null;

const withoutParser = ({ purpose, query }: ScopedQuery<unknown>): ScopedQuery<Row> =>
  scopeTo(purpose, { ...query, parseRow: (row) => (isRow(row) ? row : {}) });

/** What an engine answered, or why it did not. */
export interface Timed<T> {
  readonly value?: T | undefined;
  readonly error?: unknown;
  readonly seconds: number;
}

export async function timed<T>(answer: () => Promise<T>): Promise<Timed<T>> {
  const begin = performance.now();
  const seconds = () => (performance.now() - begin) / 1000;
  try {
    const value = await answer();
    return { value, seconds: seconds() };
  } catch (error) {
    return { error, seconds: seconds() };
  }
}

/** Two answers to one question. */
export function compare(
  expected: Timed<readonly Row[]>,
  found: Timed<readonly Row[]>,
  ordered: boolean,
): Omit<Compared, 'shop' | 'query' | 'sql'> {
  const failed = expected.error ?? found.error;
  return {
    rows: expected.value?.length ?? 0,
    duckdbSeconds: expected.seconds,
    trinoSeconds: found.seconds,
    difference:
      failed === undefined
        ? differenceOf(expected.value ?? [], found.value ?? [], ordered)
        : String(failed),
  };
}
