import { join } from 'node:path';
import type { LoadedConfiguration } from '#lib/config/load-configuration.ts';
import { NOBODY_ERASED } from '#lib/erasure/erased-persons.ts';
import type { FittedModel } from '#lib/models/fitted-model.ts';
import { forecastReports } from '#lib/pipeline/forecast-reports.ts';
import { runFacts } from '#lib/pipeline/run-facts.ts';
import { type ScorableRun, scoreCustomers } from '#lib/pipeline/score-customers.ts';
import { scorePlan, scoreScope } from '#lib/pipeline/score-plan.ts';
import { predictHistories } from '#lib/scores/predict-histories.ts';
import { scoreFiles } from '#lib/scores/score-files.ts';
import { scoreModels } from '#lib/scores/score-models.ts';
import { historyGroups } from '#lib/scores/score-queries.ts';
import { scoreParameters } from '#lib/scores/write-scores.ts';
import { duckdbEngine } from '../fixtures/duckdb-engine.ts';
import { type LandedFiles, landFiles, landShop } from './landed-shop.ts';
import { WRITTEN, writeOnTrino } from './score-queries.ts';
import { recordsOf, runOnTrino } from './trino-client.ts';
import type { TrinoServer } from './trino-server.ts';

/** Scores that an engine has written, and the models behind them. */
export interface ScoredLake {
  readonly models: readonly FittedModel[];
  readonly seconds: number;
  /** Rows of `select … from scores`, where `scores` stands for what was written. */
  ask(select: string): Promise<readonly Record<string, unknown>[]>;
}

/** Models of the landed orders, as the line fits them. */
async function forecastOn({ configuration, snapshot, observation, duckdb }: LandedFiles) {
  const facts = await runFacts(duckdb, configuration, {
    snapshot,
    observation,
    readiness: { state: 'FINAL', notes: [] },
    erasureListVersion: NOBODY_ERASED.version,
  });
  const run: ScorableRun = { configuration, facts, warehouse: duckdb };
  const { scores } = configuration;
  if (scores === undefined) throw new Error('the configuration asks for no scores');
  return { run, scores, forecasts: await forecastReports(run, configuration.reports) };
}

const SHOP = 'sized';

/** Scores the customers of a delivery by the step of the line. */
export async function scoredOnDuckdb(
  { configuration, directory }: LoadedConfiguration,
  folder: string,
): Promise<ScoredLake> {
  const landed = await landFiles({ shop: SHOP, configuration, directory }, folder);
  const { run, scores, forecasts } = await forecastOn(landed);
  const store = join(folder, SHOP);
  const begin = performance.now();
  await scoreCustomers(run, forecasts, {
    scores,
    request: { store, memoryLimitMb: 800 },
    services: { loadedAt: new Date(landed.observation.asOf), erased: async () => NOBODY_ERASED },
  });
  const seconds = (performance.now() - begin) / 1000;
  await landed.duckdb.close();
  const [file] = await scoreFiles(store);
  return {
    models: forecasts.models,
    seconds,
    async ask(select) {
      const view = `create view scores as select * from read_parquet('${file?.path}')`;
      const engine = await duckdbEngine([view]);
      const queryString = select;
      const { columns, rows } = await engine.execute(queryString, [], new AbortController().signal);
      engine.close();
      return rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])));
    },
  };
}

/** Scores the same by the statements of the account. */
export async function scoredOnTrino(
  { configuration, directory }: LoadedConfiguration,
  folder: string,
  server: TrinoServer,
): Promise<ScoredLake> {
  const landed = await landShop({ shop: SHOP, configuration, directory }, server, folder);
  const { run, scores, forecasts } = await forecastOn(landed);
  const models = scoreModels(forecasts.models);
  if (models === null) throw new Error('no models');
  const plan = await scorePlan(run, scores);
  const begin = performance.now();
  const parameters = { ...scoreScope(run), ...scoreParameters(models, plan) };
  const histories = await landed.duckdb.run(historyGroups, parameters);
  const predictions = predictHistories(histories, models, plan);
  await writeOnTrino(landed, server, { predictions, parameters });
  const seconds = (performance.now() - begin) / 1000;
  await landed.duckdb.close();
  return {
    models: forecasts.models,
    seconds,
    ask: async (select) =>
      recordsOf(
        await runOnTrino(landed.session, `with scores as (select * from ${WRITTEN}) ${select}`),
      ),
  };
}
