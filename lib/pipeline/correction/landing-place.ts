import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { releasedWeekFolder } from '#lib/erasure/released-weeks.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { RunFacts } from '../report-context.ts';
import type { RunRequest } from '../run-request.ts';

type Place = Pick<RunRequest, 'store' | 'signed'>;

/** Landed files of this machine's last run. */
export const landedFolder = (store: string): string => join(store, 'landed');

/** Files of a correction, which lie beside the landing of what was sent until the correction is sent too. */
const correctedFolder = (store: string): string => join(store, 'landed-corrected');

/** Where a run lands its files. */
export const landingOf = ({ store, signed }: Place): string =>
  signed?.act === 'correction' ? correctedFolder(store) : landedFolder(store);

/** A correction that was sent takes the place of what was sent before; one that was not leaves nothing. */
export async function settleCorrection({ store, signed }: Place, wasSent: boolean): Promise<void> {
  if (signed?.act !== 'correction') return;
  if (wasSent) {
    await rm(landedFolder(store), { recursive: true, force: true });
    await rename(correctedFolder(store), landedFolder(store));
  }
  await rm(correctedFolder(store), { recursive: true, force: true });
}

/** Rows of weeks that were kept as they were first released, and that a correction tells anew: its own take their place. */
export async function forgetWeeks(
  { store, signed }: Place,
  { observation: { week, priorWeek } }: Pick<RunFacts, 'observation'>,
): Promise<void> {
  if (signed?.act !== 'correction') return;
  for (const one of [week, priorWeek])
    await rm(releasedWeekFolder(store, weekLabel(one)), { recursive: true, force: true });
}
