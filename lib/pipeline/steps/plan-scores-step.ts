import { isForecast } from '#lib/models/forecast.ts';
import {
  predictionsTable,
  type ScorePlaces,
  type ScoreTable,
  scoresStatement,
  scoringPrefixes,
} from '#lib/scores/athena-scores.ts';
import type { WrittenScores } from '#lib/scores/keep-scores.ts';
import { predictHistories } from '#lib/scores/predict-histories.ts';
import { predictionsText } from '#lib/scores/predictions-table.ts';
import { listName } from '#lib/scores/score-folders.ts';
import { scoreModels } from '#lib/scores/score-models.ts';
import { historyGroups } from '#lib/scores/score-queries.ts';
import { scoreParameters } from '#lib/scores/write-scores.ts';
import type { Store } from '#lib/store/store.ts';
import type { IsoDate } from '#lib/units/calendar.ts';
import type { AthenaStatement } from '#lib/warehouse/athena-statement.ts';
import { FORECAST_RUN } from '../artefacts/forecast-run.ts';
import { RUN_FACTS } from '../artefacts/run-facts.ts';
import type { RunFacts } from '../report-context.ts';
import { scorePlan, scoreScope } from '../score-plan.ts';
import { onTables } from './on-tables.ts';
import type { OpenTables, StoredRun } from './stored-run.ts';

/** Where an account's run puts its predictions, and from which tables it scores. */
export interface ScoringPlace extends Omit<ScorePlaces, 'tables'> {
  readonly objects: Pick<Store, 'createIfAbsent'>;
  /** Makes a table of the catalogue, once. */
  readonly createTable: (table: ScoreTable) => Promise<void>;
  readonly tablesOf: (facts: RunFacts) => Promise<ScorePlaces['tables']>;
  readonly today: IsoDate;
}

/** The one statement that writes every customer's scores, and where they are to be kept. */
export interface PlannedScores {
  readonly statement: AthenaStatement;
  readonly scores: WrittenScores;
}

/**
 * Models of the run's own forecast → one prediction for each history that occurs, as a table for a day, and the
 * statement that joins it to the customers. Null where none are asked for, nothing is forecast, the report is held, or
 * the scores would be past their last day.
 */
export async function planScoresStep(
  { configuration, kept }: StoredRun,
  open: OpenTables,
  place: ScoringPlace,
): Promise<PlannedScores | null> {
  const { scores } = configuration;
  const facts = await kept.load(RUN_FACTS);
  if (scores === undefined || facts.state === 'HELD') return null;
  const { forecast, models: records } = await kept.load(FORECAST_RUN);
  const models = isForecast(forecast) ? scoreModels(records) : null;
  if (models === null) return null;
  return onTables(open, facts, async (warehouse) => {
    const run = { configuration, facts, warehouse };
    const plan = await scorePlan(run, scores);
    const { expiresOn } = plan;
    if (expiresOn < place.today) return null;
    const parameters = { ...scoreScope(run), ...scoreParameters(models, plan) };
    const histories = await warehouse.run(historyGroups, parameters);
    await keepPredictions(place, predictionsText(predictHistories(histories, models, plan)));
    const tables = await place.tablesOf(facts);
    const list = listName(facts.erasureListVersion);
    const scoredOn = facts.observation.asOf;
    return {
      statement: scoresStatement({ ...place, tables }, parameters),
      scores: {
        written: scoringPrefixes(place.run).scores,
        folder: { scoredOn, expiresOn, list, run: place.run },
      },
    };
  });
}

/** Done again, it finds what is there. */
async function keepPredictions(place: ScoringPlace, text: string): Promise<void> {
  const key = `${scoringPrefixes(place.run).predictions}rows`;
  await place.objects.createIfAbsent(key, new TextEncoder().encode(text));
  await place.createTable(predictionsTable(place));
}
