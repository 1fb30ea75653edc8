import type { PrintedFigure, PrintedRelease } from '../leaving/printed-figure.ts';
import { KnownCells } from '../reader/known-cells.ts';
import type { ReaderTable } from '../reader/reader-table.ts';
import { type Members, Sums } from '../reader/sums.ts';
import { type CellName, keyOf } from '../shop/cell-name.ts';
import type { Delivery } from '../shop/delivery.ts';
import type { Act } from './act.ts';

/** Rows of a file, its header first. */
export type Rows = readonly (readonly string[])[];

/** Some tables that a company may deliver, what a report then shows of them, and what is true. */
export interface Section {
  readonly name: string;
  /** By table: the files as they are on the day of the delivery. */
  readonly files: (delivery: Delivery) => Readonly<Record<string, Rows>>;
  /** Writes down what the figures say, and what adds up to what. */
  readonly read: (release: PrintedRelease, reading: Reading) => void;
  /** Of everyone whom the report may be about. */
  readonly acts: (delivery: Delivery) => readonly Act[];
}

export interface Reading {
  readonly known: KnownCells;
  readonly sums: Sums;
}

/** What a reader of one section holds. */
export function sectionTable({ read }: Section, release: PrintedRelease): ReaderTable {
  const { known, sums } = { known: new KnownCells(), sums: new Sums() };
  read(release, { known, sums });
  for (const cell of known.names) sums.cells.set(keyOf(cell), cell);
  return { known: known.values, equations: sums.equations, cells: sums.cells };
}

/** `name=value` of the options of a figure. */
export const optionOf = ({ options }: PrintedFigure, name: string): string | undefined =>
  options
    .split('; ')
    .find((each) => each.startsWith(`${name}=`))
    ?.slice(name.length + 1);

export const cellOf = (
  { period, scope }: Pick<PrintedFigure, 'period' | 'scope'>,
  measure: string,
  more: CellName['scope'] = {},
): CellName => ({ measure, period, scope: { ...scope, ...more } });

/** Learns a number, where there is one. */
export function learn({ known }: Reading, cell: CellName, value: number | null | undefined): void {
  if (value !== null && value !== undefined) known.learn(cell, value);
}

/** Learns a part from its share of a whole that is known. */
export function learnShare(
  reading: Reading,
  cell: CellName,
  { value, of }: { readonly value: number | null; readonly of: CellName },
): void {
  const whole = reading.known.of(of);
  if (value !== null && whole !== undefined) reading.known.learn(cell, value * whole);
}

/** Countries and channels in the rows of a metric. */
export function membersIn(figures: readonly PrintedFigure[], metric: string): Members {
  const rows = figures.filter((figure) => figure.metric === metric);
  const listed = (scheme: string) => [...new Set(rows.flatMap(({ scope }) => scope[scheme] ?? []))];
  return { countries: listed('country'), channels: listed('channel') };
}

/** Every period that a metric has figures of, in order. */
export const periodsOf = (figures: readonly PrintedFigure[], metric: string): string[] =>
  [...new Set(figures.filter((each) => each.metric === metric).map(({ period }) => period))].sort();
