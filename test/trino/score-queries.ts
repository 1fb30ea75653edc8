import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOBODY_ERASED } from '#lib/erasure/erased-persons.ts';
import { registeredSchemes } from '#lib/pipeline/forecast-reports.ts';
import { runFacts } from '#lib/pipeline/run-facts.ts';
import { scopeParameters } from '#lib/pipeline/scope-parameters.ts';
import { scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import { predictionsTable, scoresStatement } from '#lib/scores/athena-scores.ts';
import { type Prediction, predictHistories } from '#lib/scores/predict-histories.ts';
import { predictionsCsv, predictionsRelation } from '#lib/scores/predictions-table.ts';
import { MODELS, PLAN } from '#lib/scores/score-models.fixture.ts';
import { customerHistories, historyGroups, scoresSql } from '#lib/scores/score-queries.ts';
import { scoreParameters } from '#lib/scores/write-scores.ts';
import { scopePlan } from '#lib/warehouse/athena-scope-plan.ts';
import { keptTablePrefix } from '#lib/warehouse/athena-tables.ts';
import type { Parameters } from '#lib/warehouse/bind-parameters.ts';
import type { Warehouse } from '#lib/warehouse/warehouse.ts';
import type { LandedShop } from './landed-shop.ts';
import type { Row } from './same-rows.ts';
import { recordsOf, runOnTrino, withValues } from './trino-client.ts';
import type { TrinoServer } from './trino-server.ts';
import { compare, type Note, timed } from './twin-warehouse.ts';

/** Weekly histories, so that the predictions of a shop fit into a statement. */
const WEEKLY = { ...PLAN, binDays: 7 };

/** Scores of a shop's customers: asked of both engines, and written by the statements of the account to a table of Trino. */
export async function queriesOfScores(
  shop: LandedShop,
  warehouse: Warehouse,
  { server, note }: { readonly server: TrinoServer; readonly note: Note },
): Promise<void> {
  const parameters = { ...(await scopeOf(shop, warehouse)), ...scoreParameters(MODELS, WEEKLY) };
  const histories = await warehouse.run(historyGroups, parameters);
  const predictions = predictHistories(histories, MODELS, WEEKLY);
  const asked = scopeTo('customer-scoring', {
    name: 'customer-scores',
    sql: scoresSql(customerHistories.query.sql, predictionsRelation(listed(predictions))),
    parseRow: (row): Row => ({ ...Object(row) }),
  });
  const expected = await timed(() => warehouse.run(asked, parameters));
  const written = await timed(async () => {
    await writeOnTrino(shop, server, { predictions, parameters });
    return recordsOf(await runOnTrino(shop.session, `select * from ${WRITTEN}`));
  });
  const compared = compare(expected, written, false);
  note({
    shop: shop.session.schema,
    query: 'scores as a table',
    sql: [asked.query.sql],
    ...compared,
  });
}

async function scopeOf(
  { configuration, snapshot, observation }: LandedShop,
  warehouse: Warehouse,
): Promise<Parameters> {
  const readiness = { state: 'FINAL', notes: [] } as const;
  const facts = await runFacts(warehouse, configuration, {
    snapshot,
    observation,
    readiness,
    erasureListVersion: NOBODY_ERASED.version,
  });
  return scopeParameters(configuration, registeredSchemes(configuration.reports), facts);
}

/** Predictions as rows of a statement. */
const listed = (predictions: readonly Prediction[]): string => {
  const [columns = '', ...lines] = predictionsCsv(predictions).trim().split('\n');
  const rows = lines.map((line) => `('${line.replaceAll(',', "', '")}')`);
  return `(values ${rows.join(', ')}) as listed(${columns})`;
};

/** Run that the scores of a schema are written under. */
const RUN = 'scores';

/** The table that `writeOnTrino` writes. */
export const WRITTEN = `${keptTablePrefix(RUN)}scores`;

/**
 * Writes the scores by the statements of the account, with Trino's own words in place of the catalogue's for the file
 * of predictions.
 */
export async function writeOnTrino(
  { session, tables }: Pick<LandedShop, 'session' | 'tables'>,
  server: TrinoServer,
  { predictions, parameters }: { predictions: readonly Prediction[]; parameters: Parameters },
): Promise<void> {
  const lake = `external/${session.schema}/`;
  const places = { database: session.schema, tables, run: RUN, lake: `local:///${lake}` };
  const { name, location, columns } = predictionsTable(places);
  const folder = join(server.data, location.replace('local:///', ''));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'predictions.csv'), predictionsCsv(predictions));
  await runOnTrino(
    session,
    `create table ${name} (${columns.map((column) => `${column.name} varchar`).join(', ')})
    with (format = 'CSV', skip_header_line_count = 1, external_location = '${location}')`,
  );
  const query = customerHistories;
  const before = scopePlan(places, [{ query, parameters }]).flatMap((phase) => phase.statements);
  for (const statement of [...before, scoresStatement(places, parameters)])
    await runOnTrino(
      session,
      withValues(statement.queryString, statement.executionParameters ?? []),
    );
}
