import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { sqlText } from '#lib/intake/landing/sql-text.ts';
import type { Snapshot } from '#lib/intake/snapshot.ts';
import { changesSql } from '#lib/metrics/facts/cells/increments.ts';
import { flowContributions, flowIncrements } from '#lib/metrics/facts/week/flow-increments.ts';
import { flowParameters } from '#lib/metrics/facts/week/weekly-flow.ts';
import type { Correction } from '#lib/privacy/ledger/corrections.ts';
import { SCOPE_RELATIONS } from '#lib/privacy/scope/scope-relations.ts';
import { relationsReadBy, scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import type { Parameters } from '#lib/warehouse/bind-parameters.ts';
import type { DuckdbWarehouse } from '#lib/warehouse/duckdb-warehouse.ts';
import { withRelations } from '#lib/warehouse/scoped-sql.ts';
import type { InspectionQuery } from '#lib/warehouse/warehouse.ts';
import { registeredSchemes } from '../forecast-reports.ts';
import { openWarehouse, workDirectory } from '../open-warehouse.ts';
import { scopeParameters } from '../scope-parameters.ts';
import type { CorrectingRun } from './find-correction.ts';

/**
 * What customers contributed to the compared weeks in the landing of then beside that of now, customer by customer.
 * Nothing where the buyers are not the same: customers are numbered in each landing by itself.
 */
export async function measureIncrements(
  then: Snapshot,
  { request, facts, warehouse }: CorrectingRun,
): Promise<Correction['increments']> {
  const { configuration, reports } = request;
  const chosen = configuration.reports.filter(({ id }) => reports?.includes(id) ?? true);
  const query = scopeTo('segment-reporting', flowContributions);
  const parameters = {
    ...scopeParameters(configuration, registeredSchemes(chosen), facts),
    ...flowParameters(facts.observation),
  };
  // Below the folder where the engine of now may read, and gone with it.
  const store = join(workDirectory(request.store), 'then');
  const before = await openWarehouse(then, facts.observation.asOf, { ...request, store });
  try {
    if (!(await haveSameNumbers([before, warehouse], parameters))) return new Map();
    const path = join(workDirectory(store), 'contributions.parquet');
    await before.copy(query, parameters, { path, around: (scoped) => scoped });
    const source = `select * from read_parquet(${sqlText(path)})`;
    const rows = await warehouse.runAround(query, parameters, (scoped) =>
      changesSql(scoped, source),
    );
    return flowIncrements(rows);
  } finally {
    await before.close();
  }
}

/** How many buyers have a number, and a checksum of who has which. */
const NUMBERS: InspectionQuery = {
  name: 'buyer-numbers',
  sql: withRelations(
    'select count(*) as buyers, cast(bit_xor(hash(buyer_id, customer_id) % 4503599627370496) as bigint) as numbering from acquisitions',
    relationsReadBy('select 1 from acquisitions', SCOPE_RELATIONS),
  ),
};

async function haveSameNumbers(
  warehouses: readonly [Inspected, Inspected],
  parameters: Parameters,
): Promise<boolean> {
  const [then, now] = await Promise.all(
    warehouses.map((warehouse) => warehouse.inspect(NUMBERS, parameters)),
  );
  return isDeepStrictEqual(then, now);
}

type Inspected = Pick<DuckdbWarehouse, 'inspect'>;
