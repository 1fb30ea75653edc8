import { planLanding } from '#lib/intake/athena/plan/plan-landing.ts';
import { landedCalendar } from '#lib/intake/athena/settle/athena-calendar.ts';
import { landingOutcome } from '#lib/intake/athena/settle/athena-outcome.ts';
import { settleLanding, settleSnapshot } from '#lib/intake/athena/settle/settle-landing.ts';
import { SNAPSHOT } from '#lib/pipeline/artefacts/run-facts.ts';
import { landingBooks } from '#lib/pipeline/steps/landing-books.ts';
import { plannedSources } from '#lib/pipeline/steps/landing-sources.ts';
import { quarantinePercent } from '#lib/pipeline/steps/quarantine-share.ts';
import { CODE_VERSION } from '#lib/runs/run-identity.ts';
import { erasedIds } from './erased-ids.ts';
import { landingPlace } from './landing-place.ts';
import { books, configuration, log, onRun, storedRun } from './services.ts';

/** Counts of what was landed → the snapshot that every later step reads, or a named refusal. */
export const handler = onRun('settle-snapshot', async (trigger) => {
  const pages = landingBooks(books(), trigger);
  const place = await landingPlace(trigger, pages);
  const sources = await plannedSources(await configuration(), pages);
  const { tables } = planLanding(sources, place, CODE_VERSION);
  const { kept } = await storedRun(trigger);
  const snapshot = await kept.make(
    SNAPSHOT,
    [place.run, ...tables.map(({ identity }) => identity)],
    async () => {
      const landed = sources.flatMap((source, n) => {
        const plan = tables[n];
        return plan === undefined ? [] : [{ source, plan }];
      });
      const settled = landed.map(async ({ source, plan }) =>
        settleLanding(source, plan, await landingOutcome(plan, place)),
      );
      const specs = sources.map(({ spec }) => spec);
      const landings = await Promise.all(settled);
      return settleSnapshot(specs, landings, await landedCalendar(landings, place)).snapshot;
    },
  );
  await pages.erased.write(await erasedIds(snapshot, place));
  log.reportMetric('QuarantineShare', trigger.report, quarantinePercent(snapshot));
});
