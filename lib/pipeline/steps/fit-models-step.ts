import { FORECAST_RUN } from '../artefacts/forecast-run.ts';
import { RUN_FACTS } from '../artefacts/run-facts.ts';
import { forecastReports } from '../forecast-reports.ts';
import { onTables } from './on-tables.ts';
import { chosenReports, type OpenTables, type StoredRun } from './stored-run.ts';

/** Facts → models and forecasts; a held run has none. */
export async function fitModelsStep(run: StoredRun, open: OpenTables): Promise<void> {
  const { configuration, kept } = run;
  const facts = await kept.load(RUN_FACTS);
  if (facts.state === 'HELD') return;
  await kept.make(FORECAST_RUN, [RUN_FACTS], () =>
    onTables(open, facts, (warehouse) =>
      forecastReports({ configuration, warehouse, facts }, chosenReports(run)),
    ),
  );
}
