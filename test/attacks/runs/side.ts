import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Artefact, artefactsIn } from '../leaving/artefacts.ts';
import type { PrintedRelease } from '../leaving/printed-figure.ts';
import { readRelease } from '../leaving/read-release.ts';
import { naiveRun } from '../naive/naive-run.ts';
import { readerTable } from '../reader/equations.ts';
import type { ReaderTable } from '../reader/reader-table.ts';
import { type AttackShop, attackShop } from '../shop/attack-shop.ts';
import { type Delivery, deliveryOn, writeDelivery } from '../shop/delivery.ts';
import { PlainTruth } from '../shop/plain-truth.ts';
import type { Truth } from '../shop/truth.ts';
import { ourRun } from './our-run.ts';

/** One release of a shop, by the gate or by a threshold alone, and all that an attacker and a scorer need of it. */
export interface Side {
  readonly delivery: Delivery;
  readonly truth: Truth;
  readonly release: PrintedRelease;
  readonly table: ReaderTable;
  readonly artefacts: readonly Artefact[];
}

export interface Sides {
  readonly naive: Side;
  readonly ours: Side;
}

export const AS_OF = '2026-11-16';

/** The shop that attacks on a single release go for: small enough that much of it has to be withheld. */
const SHOP = {
  seed: 16,
  customers: 1500,
  from: '2025-09-01',
  to: AS_OF,
  late: 0.03,
  erasuresAWeek: 1,
};

export const singleShop = (): AttackShop => attackShop(SHOP);

/** Releases one shop twice. */
export async function bothSides(folder: string): Promise<Sides> {
  const delivery = deliveryOn(singleShop(), AS_OF);
  const configuration = await writeDelivery(delivery, join(folder, 'shop'));
  const plan = async (name: string) => {
    const own = join(folder, name);
    await mkdir(own, { recursive: true });
    return { configuration, asOf: AS_OF, folder: own, store: join(own, 'store') };
  };
  const [ours, naive] = [await plan('ours'), await plan('naive')];
  const said = await ourRun(ours);
  await naiveRun(naive);
  const log = { place: 'what the command said', bytes: Buffer.from(said) };
  return {
    ours: await sideOf(ours.folder, delivery, [log]),
    naive: await sideOf(naive.folder, delivery),
  };
}

/** Reads what a run let out. */
export async function sideOf(
  folder: string,
  delivery: Delivery,
  more: readonly Artefact[] = [],
): Promise<Side> {
  const release = await readRelease(folder);
  return {
    delivery,
    truth: new PlainTruth(delivery),
    release,
    table: readerTable(release),
    artefacts: [...(await artefactsIn(join(folder, 'out'))), ...more],
  };
}
