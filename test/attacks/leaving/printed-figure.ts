import * as z from 'zod';
import { delimitedRows } from './delimited.ts';

/** One figure as its readers have it: money in cents. */
export interface PrintedFigure {
  readonly metric: string;
  readonly options: string;
  readonly period: string;
  readonly scope: Readonly<Record<string, string>>;
  readonly value: number | null;
  readonly reason: string | null;
  /** How many customers it says it is about; null where it does not say. */
  readonly customers: number | null;
  /** Its interval; null where it has none. */
  readonly lower: number | null;
  readonly upper: number | null;
}

/** Every figure that one run let out. */
export interface PrintedRelease {
  readonly asOf: string;
  readonly figures: readonly PrintedFigure[];
  /** Rows of each delivered table, where it says how many. */
  readonly rows: Readonly<Record<string, number>>;
}

const CENTS = 100;

const jsonFigure = z
  .object({
    metric: z.string(),
    options: z.string(),
    period: z.string(),
    scope: z.record(z.string(), z.string()),
    unit: z.string(),
    value: z.number().nullable(),
    reason: z.string().nullable(),
    customers: z.number().nullable(),
    lower: z.number().nullable(),
    upper: z.number().nullable(),
  })
  .transform(
    ({ unit, value, lower, upper, ...rest }): PrintedFigure => ({
      ...rest,
      value: inCents(value, unit === 'money'),
      lower: inCents(lower, unit === 'money'),
      upper: inCents(upper, unit === 'money'),
    }),
  );

const intakeLine = z.object({ table: z.string(), accepted: z.number() });

const jsonReport = z
  .object({
    asOf: z.string(),
    figures: z.array(jsonFigure),
    intake: z.array(intakeLine).default([]),
  })
  .transform(
    ({ intake, ...report }): PrintedRelease => ({
      ...report,
      rows: Object.fromEntries(intake.map(({ table, accepted }) => [table, accepted])),
    }),
  );

const inCents = (value: number | null, isMoney: boolean): number | null =>
  value === null || !isMoney ? value : Number((value * CENTS).toPrecision(15));

/** Figures of `report.json`. */
export const figuresOfJson = (text: string): PrintedRelease => jsonReport.parse(JSON.parse(text));

/** Figures of the CSV attachment, which says less: not how many customers a figure is about. */
export function figuresOfCsv(text: string): PrintedFigure[] {
  const [header = [], ...rows] = delimitedRows(text);
  return rows.map((row) => {
    const at = (column: string): string => row[header.indexOf(column)] ?? '';
    const money = /^[A-Z]{3}$/.test(at('unit'));
    const number = (column: string): number | null =>
      at(column) === '' ? null : inCents(Number(at(column)), money);
    return {
      metric: at('metric'),
      options: at('options'),
      period: at('period'),
      scope: scopeOf(at('dimension'), at('member')),
      value: number('value'),
      lower: number('lower'),
      upper: number('upper'),
      reason: at('reason') === '' ? null : at('reason'),
      customers: null,
    };
  });
}

const scopeOf = (dimensions: string, members: string): Record<string, string> =>
  dimensions === ''
    ? {}
    : Object.fromEntries(
        dimensions.split('/').map((name, i) => [name, members.split('/')[i] ?? '']),
      );
