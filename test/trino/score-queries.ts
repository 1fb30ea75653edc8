import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOBODY_ERASED } from '#lib/erasure/erased-persons.ts';
import { registeredSchemes } from '#lib/pipeline/forecast-reports.ts';
import { runFacts } from '#lib/pipeline/run-facts.ts';
import { scopeParameters } from '#lib/pipeline/scope-parameters.ts';
import { scopeTo } from '#lib/privacy/scope/scoped-query.ts';
import { type AthenaScoreOptions, scoresTable } from '#lib/scores/athena-scores.ts';
import { type Prediction, predictHistories } from '#lib/scores/predict-histories.ts';
import {
  PREDICTION_COLUMNS,
  predictionsCsv,
  predictionsRelation,
} from '#lib/scores/predictions-table.ts';
import { MODELS, PLAN } from '#lib/scores/score-models.fixture.ts';
import { customerHistories, historyGroups, scoresSql } from '#lib/scores/score-queries.ts';
import { scoreParameters } from '#lib/scores/write-scores.ts';
import { scopePlan } from '#lib/warehouse/athena-scope-plan.ts';
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
    return recordsOf(await runOnTrino(shop.session, 'select * from scores'));
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

/**
 * Writes the table `scores` by the statements of the account, with Trino's own words in place of Hive's for the file of
 * predictions.
 */
export async function writeOnTrino(
  { session, tables }: Pick<LandedShop, 'session' | 'tables'>,
  server: TrinoServer,
  { predictions, parameters }: { predictions: readonly Prediction[]; parameters: Parameters },
): Promise<void> {
  const folder = `external/${session.schema}/predictions`;
  mkdirSync(join(server.data, folder), { recursive: true });
  writeFileSync(join(server.data, folder, 'predictions.csv'), predictionsCsv(predictions));
  const options: AthenaScoreOptions = {
    database: session.schema,
    tables,
    run: 'scores',
    predictions: { name: 'predictions', location: `local:///${folder}/` },
    scores: { name: 'scores', location: `local:///external/${session.schema}/scores/` },
  };
  await runOnTrino(
    session,
    `create table predictions (${PREDICTION_COLUMNS.map((name) => `${name} varchar`).join(', ')})
    with (format = 'CSV', skip_header_line_count = 1, external_location = '${options.predictions.location}')`,
  );
  const query = customerHistories;
  const before = scopePlan(options, [{ query, parameters }]).flatMap((phase) => phase.statements);
  for (const statement of [...before, scoresTable(options, parameters)])
    await runOnTrino(
      session,
      withValues(statement.queryString, statement.executionParameters ?? []),
    );
}
