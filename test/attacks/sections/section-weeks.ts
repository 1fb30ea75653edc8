import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptRelease } from '../attackers/changes.ts';
import { readRelease } from '../leaving/read-release.ts';
import type { RunPlan } from '../runs/run-request.ts';
import type { Weeks } from '../runs/weeks.ts';
import { deliveryOn } from '../shop/delivery.ts';
import { sectionSide, writeSections } from './section-side.ts';
import { SECTIONS } from './sections.ts';

/** Makes a release on each of the days, with the tables of every section: for each of these its part of all releases. */
export async function sectionWeeks(
  { shop, mondays, folder }: Weeks,
  run: (plan: RunPlan) => Promise<unknown>,
): Promise<KeptRelease[][]> {
  const kept = SECTIONS.map((): KeptRelease[] => []);
  for (const asOf of mondays) {
    const own = join(folder, asOf);
    await mkdir(own, { recursive: true });
    const delivery = deliveryOn({ ...shop, refunds: [] }, asOf);
    const configuration = await writeSections(delivery, own);
    await run({ configuration, asOf, folder: own, store: join(folder, 'store') });
    const release = await readRelease(own);
    for (const [i, section] of SECTIONS.entries())
      kept[i]?.push({ ...release, delivery, ...sectionSide(section, { release, delivery }) });
  }
  return kept;
}
