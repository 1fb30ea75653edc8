import { stagedFolder } from '#lib/intake/athena/plan/landing-place.ts';
import { s3Delivery } from '#lib/intake/athena/scan/s3-delivery.ts';
import { s3StagedFolder } from '#lib/intake/athena/scan/s3-staged-folder.ts';
import { scanDelivery } from '#lib/intake/athena/scan/scan-delivery.ts';
import { landingBooks } from '#lib/pipeline/steps/landing-books.ts';
import { pinnedSources } from '#lib/pipeline/steps/landing-sources.ts';
import { attemptId } from '#lib/runs/run-key.ts';
import { books, configuration, onRun, s3, variable } from './services.ts';

/** One delivered file: its bytes are checked and copied as text while they stream by. */
export const handler = onRun('scan-delivery', async (trigger, { file }) => {
  const pages = landingBooks(books(), trigger);
  const delivery = await pages.delivery.read();
  const pinned = delivery.files.find(({ id }) => id === file);
  const specs = await pinnedSources(await configuration(), delivery);
  const spec = specs.find(({ table }) => table === pinned?.table);
  if (pinned === undefined || spec === undefined) throw new TypeError('an item of another run');
  const name = attemptId(trigger.run, trigger.attempt);
  const folder = stagedFolder(name, pinned.table, pinned.input);
  const record = await scanDelivery(
    { name: pinned.name, bytes: pinned.bytes, ordinal: pinned.ordinal, spec },
    {
      delivery: s3Delivery(s3, variable('RAW_BUCKET'), pinned),
      staged: s3StagedFolder(s3, variable('LAKE_BUCKET'), folder),
    },
  );
  await pages.scan(pinned.id).write({ record });
});
