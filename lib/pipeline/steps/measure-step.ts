import { DRAFTS } from '../artefacts/drafts.ts';
import { FORECAST_RUN } from '../artefacts/forecast-run.ts';
import { RUN_FACTS } from '../artefacts/run-facts.ts';
import { heldDrafts, measureReports, reportFacts } from '../draft-reports.ts';
import { readLedger } from '../release-ledger.ts';
import { dueRestatement } from '../restatement/due-restatement.ts';
import { onTables } from './on-tables.ts';
import { chosenReports, type OpenTables, type StoredRun } from './stored-run.ts';

/** Facts and forecasts → figures and cells before the gate. */
export async function measureStep(run: StoredRun, open: OpenTables): Promise<void> {
  const { configuration, kept, chain } = run;
  const facts = await kept.load(RUN_FACTS);
  if (facts.state === 'HELD') {
    const held = heldDrafts(configuration, chosenReports(run), facts);
    await kept.make(DRAFTS, [RUN_FACTS], async () => held);
    return;
  }
  const due = dueRestatement(
    await readLedger(chain.store),
    { configuration, facts },
    (_, landed) => landed.length > 0,
  );
  await kept.make(DRAFTS, [RUN_FACTS, FORECAST_RUN, JSON.stringify(due)], async () => {
    const forecasts = await kept.load(FORECAST_RUN);
    const reports = chosenReports(run);
    const read = { ...facts, released: due?.landings ?? [] };
    return onTables(open, read, (warehouse) => {
      const opened = { configuration, warehouse, facts, restatement: due };
      return measureReports(opened, reports, { forecasts, load: reportFacts(opened, reports) });
    });
  });
}
