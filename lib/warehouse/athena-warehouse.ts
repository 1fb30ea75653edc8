import type { AthenaClient } from '@aws-sdk/client-athena';
import { assertScoped } from '#lib/privacy/scope/scoped-query.ts';
import { ResultError } from './athena-csv.ts';
import { codeOfError } from './athena-error.ts';
import { type AthenaSession, execute } from './athena-execution.ts';
import { readRows } from './athena-results.ts';
import { athenaStatement } from './athena-statement.ts';
import { keptInCatalogue, type RunTables, withTables } from './athena-tables.ts';
import { ParameterError, type Parameters } from './bind-parameters.ts';
import { planKept } from './kept-relations.ts';
import { limitConcurrency } from './limit-concurrency.ts';
import { parseCounts } from './parse-counts.ts';
import { QueryError, type Warehouse } from './warehouse.ts';

export interface AthenaWarehouseOptions extends RunTables {
  readonly athena: AthenaClient;
  /** Bytes of the object at an `s3://` address: where Athena wrote a large result. */
  readonly readObject: (address: string) => AsyncIterable<Uint8Array>;
  readonly workgroup: string;
  /** Bytes that the queries of this warehouse may scan together. */
  readonly scanLimitBytes: number;
  readonly concurrency?: number;
  readonly timeoutMs?: number;
  readonly pollMs?: AthenaSession['pollMs'];
  /** Stops what runs, and lets nothing start. */
  readonly signal?: AbortSignal;
}

export interface AthenaWarehouse extends Warehouse {
  /** Bytes scanned so far. */
  scannedBytes(): number;
}

/**
 * A warehouse in Amazon Athena. Tables are read from the catalogue by the names that one run gave them; kept relations
 * are tables that the statements of `scopePlan` made before. `QueryError` codes: Trino's own names, or
 * `SCAN_LIMIT`, `WORKGROUP_BYTES_LIMIT`, `TIMED_OUT`, `CANCELLED`, `STATEMENT_TOO_LONG`, `PARAMETER_TOO_LONG`, `RESULT`.
 */
export function athenaWarehouse(options: AthenaWarehouseOptions): AthenaWarehouse {
  const closing = new AbortController();
  const session: AthenaSession = {
    timeoutMs: 600_000,
    pollMs: [150, 3_000],
    ...options,
    signal: AbortSignal.any([closing.signal, ...(options.signal ? [options.signal] : [])]),
  };
  const limited = limitConcurrency(options.concurrency ?? 15);
  const keeping = keptInCatalogue(options);
  let scanned = 0;
  const refuseOverLimit = (name: string) => {
    if (scanned > options.scanLimitBytes) throw new QueryError(name, 'SCAN_LIMIT');
  };
  const rowsOf = async <Row>(
    asked: Asked<Row>,
    parameters: Parameters,
  ): Promise<readonly Row[]> => {
    const { name } = asked;
    const sql = withTables(asked.sql, options.tables);
    const statement = athenaStatement({ name, sql, run: options.run }, parameters);
    return limited(async () => {
      refuseOverLimit(name);
      const finished = await execute(session, statement);
      scanned += finished.scannedBytes;
      refuseOverLimit(name);
      return readRows(options, finished, asked.parseRow);
    });
  };
  return {
    async run(query, parameters) {
      assertScoped(query);
      const all = { ...parameters, purpose: query.purpose };
      const { sql } = planKept(query, all, keeping);
      return rowsOf({ ...query.query, sql }, all).catch(failed(query.query.name));
    },
    async inspect(query, parameters) {
      const asked = { ...query, parseRow: parseCounts };
      const [counts] = await rowsOf(asked, parameters).catch(failed(query.name));
      return counts ?? {};
    },
    scannedBytes: () => scanned,
    async close() {
      closing.abort();
    },
  };
}

interface Asked<Row> {
  readonly name: string;
  readonly sql: string;
  readonly parseRow: (row: unknown) => Row;
}

/** Errors of the service hold its text and the signed request: only their kind is passed on. */
const failed =
  (name: string) =>
  (error: unknown): never => {
    if (error instanceof QueryError) throw error;
    const isOurs = error instanceof ResultError || error instanceof ParameterError;
    throw new QueryError(name, codeOfError(error), isOurs ? { cause: error } : {});
  };
