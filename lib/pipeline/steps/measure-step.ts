import { DRAFTS } from '../artefacts/drafts.ts';
import { FORECAST_RUN } from '../artefacts/forecast-run.ts';
import { RUN_FACTS } from '../artefacts/run-facts.ts';
import { heldDrafts, measureReports, reportFacts } from '../draft-reports.ts';
import { onTables } from './on-tables.ts';
import { chosenReports, type OpenTables, type StoredRun } from './stored-run.ts';

/** Facts and forecasts → figures and cells before the gate. */
export async function measureStep(run: StoredRun, open: OpenTables): Promise<void> {
  const { configuration, kept } = run;
  const facts = await kept.load(RUN_FACTS);
  if (facts.state === 'HELD') {
    const held = heldDrafts(configuration, chosenReports(run), facts);
    await kept.make(DRAFTS, [RUN_FACTS], async () => held);
    return;
  }
  await kept.make(DRAFTS, [RUN_FACTS, FORECAST_RUN], async () => {
    const forecasts = await kept.load(FORECAST_RUN);
    const reports = chosenReports(run);
    return onTables(open, facts, (warehouse) => {
      const opened = { configuration, warehouse, facts };
      return measureReports(opened, reports, { forecasts, load: reportFacts(opened, reports) });
    });
  });
}
