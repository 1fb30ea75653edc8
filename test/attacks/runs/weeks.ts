import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays } from '#lib/units/calendar.ts';
import type { KeptRelease } from '../attackers/changes.ts';
import { readRelease } from '../leaving/read-release.ts';
import { readerTable } from '../reader/equations.ts';
import type { AttackShop } from '../shop/attack-shop.ts';
import { deliveryOn, writeDelivery } from '../shop/delivery.ts';
import { PlainTruth } from '../shop/plain-truth.ts';
import type { RunPlan } from './run-request.ts';

/** Mondays, each with the files as they were delivered then, all on one store. */
export interface Weeks {
  readonly shop: AttackShop;
  readonly mondays: readonly string[];
  readonly folder: string;
}

/** So many Mondays in a row up to the last. */
export const mondaysTo = (last: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => addDays(last, 7 * (i + 1 - count)));

/** Makes a release on each of the days and reads it as its readers do. */
export async function releasesOf(
  { shop, mondays, folder }: Weeks,
  run: (plan: RunPlan) => Promise<unknown>,
): Promise<KeptRelease[]> {
  const releases: KeptRelease[] = [];
  for (const asOf of mondays) {
    const own = join(folder, asOf);
    await mkdir(own, { recursive: true });
    const delivery = deliveryOn(shop, asOf);
    const configuration = await writeDelivery(delivery, own);
    await run({ configuration, asOf, folder: own, store: join(folder, 'store') });
    const release = await readRelease(own);
    releases.push({
      asOf,
      delivery,
      rows: release.rows,
      figures: release.figures,
      table: readerTable(release),
      truth: new PlainTruth(delivery),
    });
  }
  return releases;
}
