import * as z from 'zod';
import { closeLabel, monthLabel, monthStart } from '#lib/units/calendar.ts';
import type { Fact, MeasureContext } from '../metric.ts';
import sql from './net-burn.sql';

const schema = z.object({
  period: z.string(),
  burn: z.coerce.number().refine(Number.isSafeInteger),
});

/** What the books say of one month (`2026-09`, `2026-P09`) or quarter (`2026-Q3`), in minor units. */
export type NetBurn = z.infer<typeof schema>;

export const netBurn: Fact<NetBurn> = {
  query: { name: 'net-burn', sql, parseRow: (raw) => schema.parse(raw) },
  parameters: () => ({}),
};

/** Burn of the quarter that ends with a month: as booked for the quarter, or for its three months; null if neither is. */
export function quarterBurn(
  rows: readonly NetBurn[],
  last: number,
  { fiscal }: MeasureContext,
): number | null {
  const of = (label: string) => rows.find(({ period }) => period === label)?.burn;
  const quarter = of(closeLabel(monthStart(last + 1, fiscal), fiscal));
  if (quarter !== undefined) return quarter;
  const months = [last - 2, last - 1, last].flatMap((month) => of(monthLabel(month, fiscal)) ?? []);
  return months.length < 3 ? null : months.reduce((sum, burn) => sum + burn, 0);
}
