import { type AthenaStatement, athenaStatement, tokenOf } from '#lib/warehouse/athena-statement.ts';
import {
  catalogueTable,
  keptInCatalogue,
  type RunTables,
  withTables,
} from '#lib/warehouse/athena-tables.ts';
import type { Parameters } from '#lib/warehouse/bind-parameters.ts';
import { planKept } from '#lib/warehouse/kept-relations.ts';
import { PREDICTION_COLUMNS, predictionsRelation } from './predictions-table.ts';
import { customerHistories, scoresSql } from './score-queries.ts';

/** A table of the catalogue and the folder of its files, `s3://bucket/folder/`. */
export interface ScoreTable {
  readonly name: string;
  readonly location: string;
}

export interface AthenaScoreOptions extends RunTables {
  /** Over the folder that holds `predictionsCsv` as its only object. */
  readonly predictions: ScoreTable;
  /** The folder must be empty. */
  readonly scores: ScoreTable;
}

/** Names the file of predictions as a table. Athena speaks Hive here, which quotes with back-ticks. */
export function predictionsTable({
  database,
  run,
  predictions,
}: AthenaScoreOptions): AthenaStatement {
  const columns = PREDICTION_COLUMNS.map((column) => `${column} string`).join(', ');
  const queryString = [
    `create external table if not exists \`${database}\`.\`${predictions.name}\` (${columns})`,
    `row format serde 'org.apache.hadoop.hive.serde2.OpenCSVSerde'`,
    `location '${predictions.location}'`,
    `tblproperties ('skip.header.line.count' = '1')`,
  ].join('\n');
  return { name: 'score-predictions', queryString, token: tokenOf(run, queryString) };
}

/**
 * Creates the table of scores as Parquet files, after `predictionsTable` and the statements of
 * `scopePlan(options, [{ query: customerHistories, parameters }])`.
 */
export function scoresTable(options: AthenaScoreOptions, parameters: Parameters): AthenaStatement {
  const { database, tables, run, predictions, scores } = options;
  const { name } = customerHistories.query;
  const all = { ...parameters, purpose: customerHistories.purpose };
  const histories = planKept(customerHistories, all, keptInCatalogue(options)).sql;
  const source = predictionsRelation(catalogueTable(database, predictions.name));
  const create = [
    `create table ${catalogueTable(database, scores.name)}`,
    `with (format = 'PARQUET', external_location = '${scores.location}') as`,
  ].join(' ');
  const sql = `${create}\n${scoresSql(withTables(histories, tables), source)}`;
  return athenaStatement({ name, sql, run }, all);
}
