import { RUN_FACTS, SNAPSHOT } from '../artefacts/run-facts.ts';
import { checkReadiness } from '../check-readiness.ts';
import { observationOf } from '../observation.ts';
import type { RunFacts } from '../report-context.ts';
import { runFacts } from '../run-facts.ts';
import { onTables } from './on-tables.ts';
import type { OpenTables, StoredRun } from './stored-run.ts';

/** Snapshot → what the run knows, with the state of its reports. */
export async function checkDataStep(run: StoredRun, open: OpenTables): Promise<RunFacts> {
  const { configuration, kept } = run;
  const erasureListVersion = await run.chain.erasureListVersion();
  return kept.make(RUN_FACTS, [SNAPSHOT, erasureListVersion], async () => {
    const snapshot = await kept.load(SNAPSHOT);
    const seen = { snapshot, observation: observationOf(run.asOf, configuration, snapshot) };
    return onTables(open, seen, async (warehouse) => {
      const readiness = await checkReadiness(warehouse, configuration, seen);
      return runFacts(warehouse, configuration, { ...seen, readiness, erasureListVersion });
    });
  });
}
