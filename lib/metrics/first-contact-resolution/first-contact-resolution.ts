import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { addDays, monthStart } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { equation } from '../facts/cells/derived-cells.ts';
import { comparedMonths, monthCells } from '../facts/stocks/month-cells.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Days after which a contact that was not repeated is resolved. */
export const REPEAT_DAYS = 7;

/** Of the tickets resolved in a month, those not reopened or repeated; no value until the last is seven days old. */
export function firstContactResolution(
  rows: readonly CellRow[],
  context: MeasureContext,
): Measured {
  const isResolved = ({ measure }: CellRow) => measure === 'resolved-tickets';
  const ripe = comparedMonths(context).filter((month) => isRipe(month, context));
  const known = rows.filter((row) => isResolved(row) || ripe.includes(row.period));
  const found = monthCells(
    known,
    (measure) => ({ kind: 'sum', behavioural: measure !== 'resolved-tickets' }),
    context,
  );
  const months = comparedMonths(context).flatMap((month) => {
    const resolved = found.at('resolved-tickets', month);
    const first = found.at('resolved-at-first-contact', month);
    const later = found.at('resolved-later', month);
    return resolved ? [{ resolved, parts: first && later ? { first, later } : null }] : [];
  });
  return {
    figures: months.map(figureOf),
    cells: found.cells,
    equations: months.flatMap(({ resolved, parts }) =>
      parts ? [equation(resolved, parts.first, parts.later)] : [],
    ),
  };
}

/** Whether the week after the last day of the month is over and complete. */
const isRipe = (month: number, { fiscal, ripeBefore }: MeasureContext): boolean =>
  addDays(monthStart(month + 1, fiscal), REPEAT_DAYS) <= ripeBefore;

interface Month {
  readonly resolved: Cell;
  readonly parts: { readonly first: Cell; readonly later: Cell } | null;
}

function figureOf({ resolved, parts }: Month): Figure {
  const { period, scope } = resolved;
  return figure({
    name: { metric: 'first-contact-resolution', options: '', period, scope },
    unit: 'share',
    value: parts && ratio(parts.first.total, resolved.total),
    reason: 'unripe',
    customers: resolved.customers,
    cells: parts ? cellKeys(parts.first, parts.later, resolved) : cellKeys(resolved),
  });
}
