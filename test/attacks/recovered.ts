import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '#lib/units/calendar.ts';
import { MANY_RELEASES_ATTACKS } from './attackers/many-releases.ts';
import { SINGLE_RELEASE_ATTACKS } from './attackers/single-release.ts';
import { dayPiecesOf } from './runs/day-pieces.ts';
import { ourRun } from './runs/our-run.ts';
import { AS_OF, type Side, sideOf, singleShop } from './runs/side.ts';
import { mondaysTo, releasesOf } from './runs/weeks.ts';
import { attackShop } from './shop/attack-shop.ts';
import { deliveryOn, writeDelivery } from './shop/delivery.ts';

const WEEKS = 4;
const SHOP = { seed: 21, customers: 700, from: addDays(AS_OF, -441), to: AS_OF };

async function oneRelease(folder: string): Promise<Side> {
  await mkdir(folder);
  const delivery = deliveryOn(singleShop(), AS_OF);
  const configuration = await writeDelivery(delivery, join(folder, 'shop'));
  await ourRun({ configuration, asOf: AS_OF, folder, store: join(folder, 'store') });
  return sideOf(folder, delivery);
}

/** What every attack recovers of the gate as it stands in this folder, as JSON on one line. */
async function recovered(folder: string): Promise<Record<string, number>> {
  const side = await oneRelease(join(folder, 'single'));
  const single = SINGLE_RELEASE_ATTACKS.map(({ name, on }) => [name, on(side).recovered] as const);
  const shop = attackShop({ ...SHOP, late: 0.03, erasuresAWeek: 1 });
  const weeks = { shop, mondays: mondaysTo(AS_OF, WEEKS), folder: join(folder, 'weeks') };
  const releases = await releasesOf(weeks, ourRun);
  const many = MANY_RELEASES_ATTACKS.map(({ name, on }) => [name, on(releases).recovered] as const);
  const pieces = await dayPiecesOf(join(folder, 'pieces'), ourRun);
  return Object.fromEntries([...single, ...many, ['A2 day pieces', pieces.recovered]]);
}

const folder = mkdtempSync(join(tmpdir(), 'tenure-mutant-'));
try {
  process.stdout.write(`${JSON.stringify(await recovered(folder))}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
