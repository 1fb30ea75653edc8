import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LandedTable } from '#lib/intake/snapshot.ts';
import type { SourceSpec } from '#lib/intake/source-spec.ts';
import { takeSnapshot } from '#lib/intake/take-snapshot.ts';

/** The load time of every delivery here. */
export const LOADED_AT = new Date('2026-11-22T12:00:00Z');

/** A scratch folder with the files of one delivery, and where they are landed. */
export interface Delivery {
  readonly folder: string;
  readonly landing: string;
  write(name: string, content: string | Uint8Array): Promise<string>;
  /** Lands one table from files of the folder. */
  land(
    spec: Omit<SourceSpec, 'files'> & { readonly files: readonly string[] },
  ): Promise<LandedTable>;
  discard(): Promise<void>;
}

export async function newDelivery(): Promise<Delivery> {
  const folder = await mkdtemp(join(tmpdir(), 'delivery-'));
  const landing = join(folder, 'landing');
  await mkdir(landing);
  return {
    folder,
    landing,
    async write(name, content) {
      await writeFile(join(folder, name), content);
      return join(folder, name);
    },
    async land(spec) {
      const snapshot = await takeSnapshot({
        sources: [{ ...spec, files: spec.files.map((name) => join(folder, name)) }],
        landingDirectory: landing,
        loadedAt: LOADED_AT,
      });
      const landed = snapshot.tables[spec.table];
      if (landed === undefined) throw new Error(`${spec.table} was not landed`);
      return landed;
    },
    discard: () => rm(folder, { recursive: true, force: true }),
  };
}

export const ORDERS_HEADER = 'order_id,customer_id,ordered_at,net_amount,currency,channel';

/** A good order, by number: from three years, 12 customers, two channels. */
export const orderRow = (number: number): string => {
  const day = new Date(Date.UTC(2024, 0, 1 + (number % 700))).toISOString().slice(0, 10);
  const channel = number % 2 === 0 ? 'web' : 'store';
  return `o${number},c${number % 12},${day}T10:00:00Z,${number % 90}.50,EUR,${channel}`;
};

export const orderRows = (count: number): string[] =>
  Array.from({ length: count }, (_, number) => orderRow(number));

export const ordersCsv = (rows: readonly string[], header = ORDERS_HEADER): string =>
  `${[header, ...rows].join('\n')}\n`;

/** 2,000 orders, enough for one bad row within the budget of 0.1 %, of which the tenth, line 11, is another. */
export const tenthRow = (row: string): string => ordersCsv(orderRows(2000).with(9, row));

/** As `tenthRow`, with one field that is another. */
export function ordersWith(column: string, text: string): string {
  const at = ORDERS_HEADER.split(',').indexOf(column);
  return tenthRow(orderRow(9).split(',').with(at, text).join(','));
}
