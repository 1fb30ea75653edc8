import { join } from 'node:path';
import type { ScoresConfiguration } from '#lib/config/scores-configuration.ts';
import { refuseAdvanced } from '#lib/erasure/erasure-advanced.ts';
import { dropUnscored } from '#lib/erasure/rewrite-scores.ts';
import { isForecast } from '#lib/models/forecast.ts';
import { duckdbScoreWriter } from '#lib/scores/duckdb-scores.ts';
import { keepScoreFile, removeScoreFiles } from '#lib/scores/score-files.ts';
import { scoreModels } from '#lib/scores/score-models.ts';
import { writeScores } from '#lib/scores/write-scores.ts';
import { addDays } from '#lib/units/calendar.ts';
import { dayIn } from '#lib/units/zoned-time.ts';
import type { DuckdbWarehouse } from '#lib/warehouse/duckdb-warehouse.ts';
import type { OpenRun, ReportForecasts } from './forecast-reports.ts';
import { workDirectory } from './open-warehouse.ts';
import type { RunRequest } from './run-request.ts';
import { scorePlan, scoreScope } from './score-plan.ts';
import type { Services } from './services.ts';

/** A run whose engine can write a file of its own. */
export interface ScorableRun extends OpenRun {
  readonly warehouse: DuckdbWarehouse;
}

/** Removes scores that are past their last day, and all of them where the configuration asks for none. */
export async function expireScores(
  { configuration, store, dryRun }: Pick<RunRequest, 'configuration' | 'store' | 'dryRun'>,
  { loadedAt }: Pick<Services, 'loadedAt'>,
): Promise<void> {
  if (dryRun) return;
  const today = dayIn(loadedAt.toISOString(), configuration.business.timeZone);
  const keepDays = configuration.scores?.keepDays;
  await removeScoreFiles(
    store,
    ({ scoredOn, expiresOn }) =>
      keepDays === undefined || expiresOn < today || addDays(scoredOn, keepDays) < today,
  );
}

/** What the step did. `rows` counts files: how many were scored may tell of persons. */
interface ScoresTold {
  readonly detail: string;
  readonly rows: number;
}

/** How customers are to be scored, and where. */
export interface ScoreOrder {
  readonly scores: ScoresConfiguration;
  readonly request: Pick<RunRequest, 'store' | 'memoryLimitMb'>;
  readonly services: Pick<Services, 'loadedAt' | 'erased'>;
}

/**
 * Scores whoever may be scored by the models of the run's own forecast, into a file of the cut below the store. Where
 * nothing was forecast, or the file would be past its last day, the cut has none. Throws `ErasureAdvancedError`.
 */
export async function scoreCustomers(
  run: ScorableRun,
  { forecast, models: records }: Pick<ReportForecasts, 'forecast' | 'models'>,
  { scores, request, services }: ScoreOrder,
): Promise<ScoresTold> {
  const { configuration, facts, warehouse } = run;
  const plan = await scorePlan(run, scores);
  const { store, memoryLimitMb } = request;
  const { asOf } = facts.observation;
  const today = dayIn(services.loadedAt.toISOString(), configuration.business.timeZone);
  const models = isForecast(forecast) ? scoreModels(records) : null;
  if (models === null || plan.expiresOn < today) {
    await removeScoreFiles(store, ({ scoredOn }) => scoredOn === asOf);
    return { detail: models ? 'none: the cut is older than scores.keepDays' : NO_MODEL, rows: 0 };
  }
  const [directory, file] = [workDirectory(store), 'scores.parquet'];
  const writer = duckdbScoreWriter({ copy: warehouse.copy, directory, file });
  await writeScores({ warehouse, writer, scope: scoreScope(run) }, models, plan);
  refuseAdvanced(facts, (await services.erased()).version);
  await keepScoreFile(store, join(directory, file), { scoredOn: asOf, expiresOn: plan.expiresOn });
  await dropUnscored(asOf, { root: store, memoryLimitMb });
  return { detail: `kept until ${plan.expiresOn}, below the store`, rows: 1 };
}

const NO_MODEL = 'none: nothing was forecast';
