import type { Cell } from '#lib/privacy/cell.ts';
import type { FigureName } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { equation, unionOf } from './facts/cells/derived-cells.ts';
import { cellKeys, figure } from './figures.ts';

/** What one channel cost in a period, and what the customers who entered through it brought in. */
export interface AttributedChannel {
  readonly channel: string;
  readonly customers: Cell;
  readonly earned: Cell;
  /** Minor units, more than 0. */
  readonly spend: number;
}

/** How a return is called and computed from minor units. */
interface ReturnRule {
  readonly name: Omit<FigureName, 'scope'>;
  readonly value: (earned: number, spend: number) => number;
  /** Spend of all channels, with what belongs to none in particular; minor units, more than 0. */
  readonly totalSpend: number;
}

/**
 * The return of each channel that money was spent on, and of them together: a ratio of sums, so that customers who
 * entered elsewhere are in none of them.
 */
export function attributedReturns(
  channels: readonly AttributedChannel[],
  { name, value, totalSpend }: ReturnRule,
): Measured {
  const total = together(channels);
  if (!total) return { figures: [], cells: [], equations: [] };
  const returns = [
    { scope: {}, ...total, spend: totalSpend },
    ...channels.map((each) => ({ ...each, scope: { channel: each.channel } })),
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

/** `bought-…`: the customers of all channels that money was spent on, and what they brought in. */
function together(
  channels: readonly AttributedChannel[],
): Pick<AttributedChannel, 'customers' | 'earned'> | null {
  const [first] = channels;
  if (!first) return null;
  const named = ({ measure, period }: Cell) => ({
    measure: `bought-${measure}`,
    period,
    scope: {},
  });
  const customers = unionOf(
    channels.map((each) => each.customers),
    named(first.customers),
    null,
  );
  const earned = unionOf(
    channels.map((each) => each.earned),
    named(first.earned),
    customers.key,
  );
  return { customers, earned };
}
