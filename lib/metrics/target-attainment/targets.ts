import * as z from 'zod';
import type { Fact } from '../metric.ts';
import sql from './query.sql';

/** What a metric should come to in a period: the highest version of it that was delivered. */
export interface Target {
  /** A metric's id, or a line of the money ladder such as `net-revenue`. */
  readonly metric: string;
  /** Label of a week, of a month, or of a cohort's month. */
  readonly period: string;
  /** A segment, or `scheme=segment`; null for everyone. */
  readonly segment: string | null;
  /** Money in major units, a share as a fraction. */
  readonly value: number;
  readonly direction: 'higher' | 'lower' | null;
  /** How far below target is still amber, as a fraction; null for the default. */
  readonly tolerance: number | null;
  readonly owner: string | null;
  readonly version: number;
}

const target = z.object({
  metric: z.string(),
  period: z.string(),
  segment: z.string().nullable(),
  value: z.coerce.number(),
  direction: z.enum(['higher', 'lower']).nullable(),
  tolerance: z.coerce.number().nullable(),
  owner: z.string().nullable(),
  version: z.coerce.number().int(),
});

/** Every target, of whatever metric and period. */
export const targets: Fact<Target> = {
  query: { name: 'targets', sql, parseRow: (row) => target.parse(row) },
  parameters: () => ({}),
};
