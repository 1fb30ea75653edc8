import { createHash } from 'node:crypto';
import type { TableName } from '#lib/contract/tables.ts';

/** Where and for whom tables are landed. */
export interface LandingPlace {
  readonly database: string;
  /** Folder of the lake, `s3://bucket/`. */
  readonly lake: string;
  /** Name of the execution with its attempt: what it makes, no other run touches. */
  readonly run: string;
  /** The time of this load. Future event times are judged by it. */
  readonly loadedAt: Date;
}

/** The first twelve hexadecimal digits of a hash of JSON. */
export const shortHash = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);

/** Beginning of the names of all tables of a run that are dropped when it ends. */
export const stagedTablePrefix = (run: string): string => `staged_${shortHash(run)}_`;

/** Folder, below the lake's, of the copies that a run stages of one input of a table. */
export const stagedFolder = (run: string, table: TableName, input: string): string =>
  `staged/${shortHash(run)}/${table}/${input}/`;

/** A table that is made on the way: its name in the catalogue and its folder below the lake's. */
export const stepTable = (run: string, table: TableName, step: string) => ({
  name: `${stagedTablePrefix(run)}${table}_${step}`,
  folder: `staged/${shortHash(run)}/${table}/step-${step}/`,
});

/** A landed table: two runs that land the same delivery at once make two. */
export function landedTable(run: string, table: TableName, landing: string) {
  const own = shortHash([landing, run]);
  return { name: `${table}_${own}`, folder: `landed/${landing}/${table}/${own}/` };
}
