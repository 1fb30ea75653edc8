import * as z from 'zod';

/** Where a contribution falls: everyone, a guest, a registered segment, or the crossing of all schemes. */
export interface Audience {
  /** `all`, `guest`, `atom`, or the name of a segment scheme. */
  readonly scheme: string;
  /** Segment within the scheme; for `atom` the segments of all schemes in name order, joined by `|`. */
  readonly segment: string;
}

/** Statistics of one cell as every fact's SQL returns them (release standard 5.1); money in minor units. */
export interface CellRow extends Audience {
  readonly measure: string;
  /** Counted week or fiscal month of a flow, or of a cohort's entry. */
  readonly period: number;
  /** Windows since entry (months, weeks) or days of age; null for flows. */
  readonly age: number | null;
  readonly customers: number;
  readonly total: number;
  readonly absolute: number;
  readonly largest: number;
  readonly second: number;
}

/** Statistics of a cell that nobody contributes to: facts have no row of it. */
export const NOBODY = {
  period: 0,
  age: null,
  customers: 0,
  total: 0,
  absolute: 0,
  largest: 0,
  second: 0,
} as const;

const whole = z.coerce.number().refine(Number.isSafeInteger);
const wholeOrZero = z.preprocess((value) => value ?? 0, whole);

const schema = z.object({
  measure: z.string(),
  period: whole,
  scheme: z.string(),
  segment: z.string(),
  age: z.union([z.null(), whole]).optional(),
  customers: whole,
  total: wholeOrZero,
  absolute: wholeOrZero,
  largest: wholeOrZero,
  second: wholeOrZero,
});

export const parseCellRow = (raw: unknown): CellRow => {
  const { age = null, ...row } = schema.parse(raw);
  return { ...row, age };
};
