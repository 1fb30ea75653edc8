import type { Cell } from '#lib/privacy/cell.ts';
import type { FigureName, Scope } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { equation, unionOf } from './facts/derived-cells.ts';
import { cellKeys, figure } from './figures.ts';

/** What one channel cost in a period, and what the customers who entered through it brought in. */
export interface AttributedChannel {
  readonly channel: string;
  readonly customers: Cell;
  readonly earned: Cell;
  /** Minor units, more than 0. */
  readonly spend: number;
}

/** How the return of a channel is called and computed from minor units. */
export interface ReturnRule {
  readonly name: Omit<FigureName, 'scope'>;
  readonly value: (earned: number, spend: number) => number;
}

/**
 * The return of each channel that money was spent on, and of them together: a ratio of sums, so customers who entered
 * elsewhere are in none of them.
 */
export function attributedReturns(
  channels: readonly AttributedChannel[],
  { name, value }: ReturnRule,
): Measured {
  const [first] = channels;
  if (!first) return { figures: [], cells: [], equations: [] };
  const total = together(channels, first.earned.period);
  const returns = [
    { scope: {}, ...total },
    ...channels.map((each) => ({ scope: { channel: each.channel }, ...each })),
  ];
  return {
    figures: returns.map(({ scope, customers, earned, spend }) =>
      figure({
        name: { ...name, scope },
        unit: 'ratio',
        value: value(earned.total, spend),
        customers: customers.customers,
        cells: cellKeys(customers, earned),
      }),
    ),
    cells: returns.flatMap(({ customers, earned }) => [customers, earned]),
    equations: [
      equation(total.customers, ...channels.map(({ customers }) => customers)),
      equation(total.earned, ...channels.map(({ earned }) => earned)),
    ],
  };
}

function together(channels: readonly AttributedChannel[], period: string): Omit<AttributedChannel, 'channel'> {
  const measure = (cell: Cell | undefined) => `bought-${cell?.measure ?? ''}`;
  const scope: Scope = {};
  const counts = channels.map(({ customers }) => customers);
  const sums = channels.map(({ earned }) => earned);
  const customers = unionOf(counts, { measure: measure(counts[0]), period, scope }, null);
  return {
    customers,
    earned: unionOf(sums, { measure: measure(sums[0]), period, scope }, customers.key),
    spend: channels.reduce((sum, { spend }) => sum + spend, 0),
  };
}
