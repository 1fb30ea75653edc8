import { type AthenaStatement, athenaStatement } from '#lib/warehouse/athena-statement.ts';
import {
  catalogueTable,
  keptInCatalogue,
  keptTablePrefix,
  type RunTables,
  withTables,
} from '#lib/warehouse/athena-tables.ts';
import type { Parameters } from '#lib/warehouse/bind-parameters.ts';
import { planKept } from '#lib/warehouse/kept-relations.ts';
import { PREDICTION_COLUMNS, predictionsRelation } from './predictions-table.ts';
import { customerHistories, scoresSql } from './score-queries.ts';

/** A table of the catalogue over files that are there or will be; names and types as the catalogue spells them. */
export interface ScoreTable {
  readonly name: string;
  /** Folder, `s3://bucket/folder/`. */
  readonly location: string;
  readonly format: 'text' | 'parquet';
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** Where a run puts what its scores are made of, and the scores until they are kept. */
export interface ScorePlaces extends RunTables {
  /** Folder of the lake, `s3://bucket/`. */
  readonly lake: string;
}

/** Prefixes below the lake's folder; all of a run's go within a day. */
export const scoringPrefixes = (run: string) => ({
  predictions: `scoped/${run}/predictions/`,
  scores: `scoped/${run}/scores/`,
});

/** The table over `predictionsText`, the only object of its folder; taken away when the run ends. */
export const predictionsTable = ({ run, lake }: Omit<ScorePlaces, 'tables'>): ScoreTable => ({
  name: `${keptTablePrefix(run)}predictions`,
  location: `${lake}${scoringPrefixes(run).predictions}`,
  format: 'text',
  columns: PREDICTION_COLUMNS.map((name) => ({ name, type: 'string' })),
});

/**
 * Writes the scores as Parquet files, after the table of predictions and the statements of
 * `scopePlan(places, [{ query: customerHistories, parameters }])`.
 */
export function scoresStatement(places: ScorePlaces, parameters: Parameters): AthenaStatement {
  const { database, tables, run, lake } = places;
  const { name } = customerHistories.query;
  const all = { ...parameters, purpose: customerHistories.purpose };
  const histories = planKept(customerHistories, all, keptInCatalogue(places)).sql;
  const source = predictionsRelation(catalogueTable(database, predictionsTable(places).name));
  const create = [
    `create table ${catalogueTable(database, `${keptTablePrefix(run)}scores`)}`,
    `with (format = 'PARQUET', external_location = '${lake}${scoringPrefixes(run).scores}') as`,
  ].join(' ');
  const sql = `${create}\n${scoresSql(withTables(histories, tables), source)}`;
  return athenaStatement({ name, sql, run }, all);
}

const SCORE_TYPES = {
  customer_id: 'string',
  probability_alive: 'double',
  expected_purchases: 'double',
  expected_mean_value: 'double',
  lifetime_value: 'double',
  tier: 'string',
  scored_on: 'date',
  expires_on: 'date',
} as const;

/** The table that others in the account read: the scores below one prefix of the lake's folder. */
export const customerScoresTable = (lake: string, prefix: string): ScoreTable => ({
  name: 'customer_scores',
  location: `${lake}${prefix}`,
  format: 'parquet',
  columns: Object.entries(SCORE_TYPES).map(([name, type]) => ({ name, type })),
});
