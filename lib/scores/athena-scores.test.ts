import { afterAll, beforeAll, expect, it } from 'vitest';
import { TABLE_NAMES } from '#lib/contract/tables.ts';
import { scopePlan } from '#lib/warehouse/athena-scope-plan.ts';
import type { AthenaStatement } from '#lib/warehouse/athena-statement.ts';
import { keptTablePrefix } from '#lib/warehouse/athena-tables.ts';
import { type DuckdbEngine, duckdbEngine } from '../../test/fixtures/duckdb-engine.ts';
import { generatedShop } from '../../test/fixtures/generated-shop.ts';
import { customerScoresTable, predictionsTable, scoresStatement } from './athena-scores.ts';
import { duckdbScoreWriter } from './duckdb-scores.ts';
import { predictHistories } from './predict-histories.ts';
import { predictionsCsv, predictionsText } from './predictions-table.ts';
import { SCOPE, type ScoreEngine, scoreEngine, shopStatements } from './score-engine.fixture.ts';
import { MODELS, PLAN } from './score-models.fixture.ts';
import { customerHistories, historyGroups } from './score-queries.ts';
import { scoreParameters, writeScores } from './write-scores.ts';

const OPTIONS = {
  database: 'lake',
  tables: Object.fromEntries(TABLE_NAMES.map((name) => [name, `select * from main.${name}`])),
  run: 'wk-2026-W46-example-a1',
  lake: 's3://example/',
};
const PARAMETERS = { ...SCOPE, ...scoreParameters(MODELS, PLAN) };

const { tables } = generatedShop({ customers: 60, ordersEach: 4 });
let laptop: ScoreEngine;
let account: DuckdbEngine;
beforeAll(async () => {
  laptop = await scoreEngine(tables);
  account = await duckdbEngine([...shopStatements(tables), 'create schema lake']);
});
afterAll(() => {
  laptop.close();
  account.close();
});

const execute = ({ queryString, executionParameters = [] }: AthenaStatement) =>
  account.execute(queryString, [...executionParameters], new AbortController().signal);

it('makes the same scores as the laptop from tables of a catalogue', async () => {
  const { warehouse, copy, directory } = laptop;
  const writer = duckdbScoreWriter({ copy, directory, file: 'scores.parquet' });
  await writeScores({ warehouse, writer, scope: SCOPE }, MODELS, PLAN);
  const expected = await laptop.rows('scores.parquet');

  const histories = await warehouse.run(historyGroups, PARAMETERS);
  const [columns = '', ...lines] = predictionsCsv(predictHistories(histories, MODELS, PLAN))
    .trim()
    .split('\n');
  const rows = lines.map((line) => `('${line.replaceAll(',', "', '")}')`).join(', ');
  const source = `(values ${rows}) as listed(${columns})`;
  const query = {
    name: 'predictions',
    queryString: `create table lake.${predictionsTable(OPTIONS).name} as select * from ${source}`,
    token: '',
  };
  await execute(query);
  for (const { statements } of scopePlan(OPTIONS, [
    { query: customerHistories, parameters: PARAMETERS },
  ]))
    for (const statement of statements) await execute(statement);
  await execute(scoresStatement(OPTIONS, PARAMETERS));
  const found = await execute({
    name: 'all',
    queryString: `select * from lake.${keptTablePrefix(OPTIONS.run)}scores order by 1`,
    token: '',
  });
  const names = found.columns.map(({ name }) => name);
  expect(expected.length).toBeGreaterThan(50);
  expect(
    found.rows.map((row) => Object.fromEntries(row.map((value, i) => [names[i], value]))),
  ).toEqual(expected);
});

it('writes below a folder of the run, from a table of text without a header', () => {
  const { name, location, columns } = predictionsTable(OPTIONS);
  expect(location).toBe('s3://example/scoped/wk-2026-W46-example-a1/predictions/');
  expect(name).toMatch(/^scoped_[0-9a-f]{12}_predictions$/);
  const { queryString } = scoresStatement(OPTIONS, PARAMETERS);
  expect(queryString).toMatch(
    /^create table "lake"\."scoped_[0-9a-f]{12}_scores" with \(format = 'PARQUET', external_location = 's3:\/\/example\/scoped\/wk-2026-W46-example-a1\/scores\/'\) as\nwith /,
  );
  expect(queryString).toContain(`from "lake"."${name}"`);
  const past = { frequency: 1, recency: 2, age: 3 };
  const one = { probabilityAlive: 0.5, expectedPurchases: 2.25, discountedPurchases: 1e-7 };
  const text = predictionsText([{ ...past, ...one }]);
  expect(text).toBe('1\u00012\u00013\u00010.5\u00012.25\u00011e-7\n');
  expect(text.split('\u0001')).toHaveLength(columns.length);
});

it('names the columns that the statement writes, as the catalogue spells them', async () => {
  const engine = laptop.rows('scores.parquet');
  const { columns, location } = customerScoresTable('s3://example/', 'scores/one/');
  expect(location).toBe('s3://example/scores/one/');
  expect(columns.map(({ name }) => name)).toEqual(Object.keys((await engine)[0] ?? {}));
});

it('makes one row for each history, however many customers share it, and refuses what is no number', async () => {
  const histories = await laptop.warehouse.run(historyGroups, { ...PARAMETERS, bin_days: 7 });
  expect(new Set(histories.map((own) => JSON.stringify(own))).size).toBe(histories.length);
  const calibration = Number.NaN;
  expect(() => predictHistories(histories, { ...MODELS, calibration }, PLAN)).toThrow(
    /predict no finite number; fit the models again$/,
  );
});

it('gives no rows about one customer to Node', () => {
  expect(() => customerHistories.query.parseRow({})).toThrow(/stay in the engine/);
});
