import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { equation } from '../facts/cells/derived-cells.ts';
import { comparedMonths } from '../facts/stocks/month-cells.ts';
import {
  ACTIVE,
  CONTACTING,
  contactCells,
  REPEATS,
  TICKETS,
} from '../facts/support/support-contacts.ts';
import { cellKeys, figure, ratio, totalFigure } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Tickets per active customer in the closed month, the one before and a year ago, and how many customers came. */
export function contactRate(rows: readonly CellRow[], context: MeasureContext): Measured {
  const { cells, at } = contactCells(rows, context);
  const own = cells.filter(({ measure }) => OWN.has(measure));
  const months = comparedMonths(context).flatMap((month): ContactMonth[] => {
    const tickets = at(TICKETS, month);
    const contacting = at(CONTACTING, month);
    const repeats = at(REPEATS, month);
    const active = at(ACTIVE, month);
    return tickets && contacting && repeats && active
      ? [{ tickets, contacting, repeats, active }]
      : [];
  });
  return {
    figures: months.flatMap(figuresOf),
    cells: own,
    equations: months.map(({ tickets, contacting, repeats }) =>
      equation(tickets, contacting, repeats),
    ),
  };
}

const OWN: ReadonlySet<string> = new Set([TICKETS, CONTACTING, REPEATS, ACTIVE]);

type ContactMonth = Readonly<Record<'tickets' | 'contacting' | 'repeats' | 'active', Cell>>;

function figuresOf({ tickets, contacting, active }: ContactMonth): Figure[] {
  const { period, scope } = tickets;
  const name = (options: string) => ({ metric: 'contact-rate', options, period, scope });
  return [
    figure({
      name: name(''),
      unit: 'ratio',
      value: ratio(tickets.total, active.total),
      customers: active.customers,
      cells: cellKeys(tickets, active),
    }),
    totalFigure(name('part=tickets'), 'count', tickets),
    totalFigure(name('part=customers'), 'count', contacting),
  ];
}
