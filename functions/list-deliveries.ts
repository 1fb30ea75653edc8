import { listDeliveries } from '#lib/intake/athena/list/list-deliveries.ts';
import { s3Listing } from '#lib/intake/athena/list/s3-listing.ts';
import { landingBooks } from '#lib/pipeline/steps/landing-books.ts';
import { keyedSources } from '#lib/pipeline/steps/landing-sources.ts';
import { beginRun } from '#lib/runs/run-state.ts';
import { books, clock, configuration, log, onRun, s3, variable } from './services.ts';

/** Pins every file of every source at the version that is there now. */
export const handler = onRun('list-deliveries', async (trigger) => {
  await beginRun(books(), trigger.run);
  const listing = s3Listing(s3, variable('RAW_BUCKET'));
  const specs = await keyedSources(await configuration(), listing.keys);
  const pinned = await landingBooks(books(), trigger).delivery.write({
    loadedAt: clock().toISOString(),
    files: [...(await listDeliveries(specs, listing))],
  });
  log.info('deliveries-pinned', { run: trigger.run, count: pinned.files.length });
  return { files: pinned.files.map(({ id }) => ({ id })) };
});
