import { checkReadiness } from '#lib/pipeline/check-readiness.ts';
import { type Drafts, measureReports, reportFacts } from '#lib/pipeline/draft-reports.ts';
import { forecastReports } from '#lib/pipeline/forecast-reports.ts';
import { observationOf } from '#lib/pipeline/observation.ts';
import { openWarehouse } from '#lib/pipeline/open-warehouse.ts';
import { runFacts } from '#lib/pipeline/run-facts.ts';
import type { RunRequest } from '#lib/pipeline/run-request.ts';
import type { Services } from '#lib/pipeline/services.ts';
import { snapshotOf } from '#lib/pipeline/take-snapshot.ts';

/** The same figures that our own gate is given: the naive release differs in nothing but what it lets out. */
export async function naiveDrafts(request: RunRequest, services: Services): Promise<Drafts> {
  const { configuration } = request;
  const snapshot = await snapshotOf(request, services);
  const observation = observationOf(request.asOf, configuration, snapshot);
  const warehouse = await openWarehouse(snapshot, observation.asOf, request);
  try {
    const readiness = await checkReadiness(warehouse, configuration, { snapshot, observation });
    const facts = await runFacts(warehouse, configuration, {
      snapshot,
      observation,
      readiness,
      erasureListVersion: (await services.erased()).version,
    });
    const run = { configuration, facts, warehouse };
    const { reports } = configuration;
    const forecasts = await forecastReports(run, reports);
    return await measureReports(run, reports, { forecasts, load: reportFacts(run, reports) });
  } finally {
    await warehouse.close();
  }
}
