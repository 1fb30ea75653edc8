import { GlueClient } from '@aws-sdk/client-glue';
import { probeSelect } from '#lib/intake/athena/plan/athena-probe.ts';
import { createTables } from '#lib/intake/athena/plan/glue-tables.ts';
import { neededTables, planLanding } from '#lib/intake/athena/plan/plan-landing.ts';
import { landingBooks } from '#lib/pipeline/steps/landing-books.ts';
import { plannedSources, scannedSources } from '#lib/pipeline/steps/landing-sources.ts';
import { keepStatements } from '#lib/pipeline/steps/statement-books.ts';
import { CODE_VERSION } from '#lib/runs/run-identity.ts';
import { landingPlace } from './landing-place.ts';
import { books, configuration, onRun, variable } from './services.ts';

const glue = new GlueClient();

/** Staged copies → the statements that type, judge and land them. */
export const handler = onRun('plan-landing', async (trigger) => {
  const pages = landingBooks(books(), trigger);
  const place = await landingPlace(trigger, pages);
  const loaded = await configuration();
  const scanned = await scannedSources(loaded, pages);
  await createTables(glue, variable('DATABASE'), neededTables(scanned, place));
  for (const source of scanned) {
    const columns = await probeSelect(source, place);
    if (columns) await pages.selected(source.spec.table).write({ columns: [...columns] });
  }
  const { phases } = planLanding(await plannedSources(loaded, pages), place, CODE_VERSION);
  return { phases: await keepStatements(books(), trigger, phases.slice(0, -1)) };
});
