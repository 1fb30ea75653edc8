import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PrintedRelease } from '../leaving/printed-figure.ts';
import { readRelease } from '../leaving/read-release.ts';
import { naiveRun } from '../naive/naive-run.ts';
import type { ReaderTable } from '../reader/reader-table.ts';
import { ourRun } from '../runs/our-run.ts';
import type { RunPlan } from '../runs/run-request.ts';
import { attackShop } from '../shop/attack-shop.ts';
import { type Delivery, deliveryOn, writeDelivery } from '../shop/delivery.ts';
import type { Truth } from '../shop/truth.ts';
import { ActTruth } from './act.ts';
import { type Section, sectionTable } from './section.ts';
import { SECTIONS } from './sections.ts';

export const SECTIONS_AS_OF = '2026-11-16';

const SHOP = {
  seed: 29,
  customers: 1500,
  from: '2025-09-01',
  to: SECTIONS_AS_OF,
  late: 0,
  erasuresAWeek: 1,
};

/** A shop that delivers the tables of every section. Nothing is refunded in it. */
export const sectionsDelivery = (): Delivery =>
  deliveryOn({ ...attackShop(SHOP), refunds: [] }, SECTIONS_AS_OF);

/** Writes a delivery with the tables of every section; returns the path of its configuration. */
export async function writeSections(delivery: Delivery, folder: string): Promise<string> {
  const path = await writeDelivery(delivery, folder);
  const files = Object.assign({}, ...SECTIONS.map((section) => section.files(delivery)));
  const tables = Object.keys(files).sort();
  for (const table of tables) {
    const rows: readonly (readonly string[])[] = files[table];
    await writeFile(
      join(folder, `${table}.csv`),
      `${rows.map((row) => row.join(',')).join('\n')}\n`,
    );
  }
  const lines = tables.map((table) => `  ${table}: { files: ${table}.csv }\n`).join('');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('sources:\n', `sources:\n${lines}`));
  return path;
}

/** One section of a release, as a reader holds it, and the truth that scores what they make of it. */
export interface SectionSide {
  readonly table: ReaderTable;
  readonly truth: Truth;
}

export const sectionSide = (
  section: Section,
  { release, delivery }: { readonly release: PrintedRelease; readonly delivery: Delivery },
): SectionSide => ({
  table: sectionTable(section, release),
  truth: new ActTruth(section.acts(delivery)),
});

export interface SectionReleases {
  readonly delivery: Delivery;
  readonly ours: PrintedRelease;
  readonly naive: PrintedRelease;
}

/** Releases the shop twice: by the gate, and by a threshold alone. */
export async function sectionReleases(folder: string): Promise<SectionReleases> {
  const delivery = sectionsDelivery();
  const configuration = await writeSections(delivery, join(folder, 'shop'));
  const released = async (name: string, run: (plan: RunPlan) => Promise<unknown>) => {
    const own = join(folder, name);
    await mkdir(own, { recursive: true });
    await run({ configuration, asOf: SECTIONS_AS_OF, folder: own, store: join(own, 'store') });
    return readRelease(own);
  };
  return {
    delivery,
    ours: await released('ours', ourRun),
    naive: await released('naive', naiveRun),
  };
}
