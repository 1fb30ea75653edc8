import { mapReleased } from '#lib/privacy/released.ts';
import { DRAFTS } from '../artefacts/drafts.ts';
import { FORECAST_RUN } from '../artefacts/forecast-run.ts';
import { RELEASED_CONTENT } from '../artefacts/released-content.ts';
import { RENDERED_REPORT } from '../artefacts/rendered-report.ts';
import { RUN_FACTS, SNAPSHOT } from '../artefacts/run-facts.ts';
import { checkReadiness } from '../check-readiness.ts';
import { heldDrafts, measureReports } from '../draft-reports.ts';
import { forecastReports } from '../forecast-reports.ts';
import { observationOf } from '../observation.ts';
import { releaseDrafts } from '../release-drafts.ts';
import { filesOf, renderRun } from '../render-run.ts';
import type { RunFacts } from '../report-context.ts';
import { runFacts } from '../run-facts.ts';
import { chosenReports, type OpenTables, releasedKeys, type StoredRun } from './stored-run.ts';

/** Runs a piece of work on the landed tables and closes them whatever happens. */
async function onTables<T>(
  open: OpenTables,
  { snapshot, observation }: Pick<RunFacts, 'snapshot' | 'observation'>,
  work: (warehouse: Awaited<ReturnType<OpenTables>>) => Promise<T>,
): Promise<T> {
  const warehouse = await open(snapshot, observation.asOf);
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}

/** Snapshot → what the run knows, with the state of its reports. */
export async function checkDataStep(run: StoredRun, open: OpenTables): Promise<RunFacts['state']> {
  const { configuration, kept } = run;
  const snapshot = await kept.load(SNAPSHOT);
  const observation = observationOf(run.asOf, configuration, snapshot);
  const facts = await onTables(open, { snapshot, observation }, async (warehouse) => {
    const seen = { snapshot, observation };
    const readiness = await checkReadiness(warehouse, configuration, seen);
    return runFacts(warehouse, configuration, { ...seen, readiness });
  });
  await kept.keep(RUN_FACTS, facts);
  return facts.state;
}

/** Facts → models and forecasts; a held run has none. */
export async function fitModelsStep(run: StoredRun, open: OpenTables): Promise<void> {
  const { configuration, kept } = run;
  const facts = await kept.load(RUN_FACTS);
  if (facts.state === 'HELD') return;
  const forecast = await onTables(open, facts, (warehouse) =>
    forecastReports({ configuration, warehouse, facts }, chosenReports(run)),
  );
  await kept.keep(FORECAST_RUN, forecast);
}

/** Facts and forecasts → figures and cells before the gate. */
export async function measureStep(run: StoredRun, open: OpenTables): Promise<void> {
  const { configuration, kept } = run;
  const reports = chosenReports(run);
  const facts = await kept.load(RUN_FACTS);
  if (facts.state === 'HELD') return kept.keep(DRAFTS, heldDrafts(configuration, reports, facts));
  const forecast = await kept.load(FORECAST_RUN);
  const drafts = await onTables(open, facts, (warehouse) =>
    measureReports({ configuration, warehouse, facts }, reports, forecast),
  );
  await kept.keep(DRAFTS, drafts);
}

/** Drafts → released content. Throws a `GateRefusal`, and then nothing is kept. */
export async function releaseStep({ configuration, kept, released }: StoredRun): Promise<string> {
  const { runId } = await kept.load(RUN_FACTS);
  const content = await releaseDrafts(await kept.load(DRAFTS), configuration);
  const bytes = mapReleased(content, RELEASED_CONTENT.encode);
  await released.keep(releasedKeys(runId).content, bytes);
  return runId;
}

/** Released content → every format that leaves. */
export async function renderStep(
  { configuration, released }: Pick<StoredRun, 'configuration' | 'released'>,
  runId: string,
): Promise<void> {
  const keys = releasedKeys(runId);
  const content = mapReleased(await released.load(keys.content), RELEASED_CONTENT.decode);
  const rendered = await renderRun(content, configuration);
  await released.keepFiles(keys.files, await filesOf(content, rendered, configuration));
  for (const report of rendered) {
    const stored = mapReleased(report, (one) => [
      { path: `${one.id}.json`, content: RENDERED_REPORT.encode(one) },
    ]);
    await released.keepFiles(keys.reports, stored);
  }
}
