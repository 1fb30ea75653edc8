import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cell-row.ts';
import { equation } from '../facts/derived-cells.ts';
import { comparedMonths, type MonthCells } from '../facts/month-cells.ts';
import { ACTIVE, CONTACTING, contactCells, HIT, OTHERS } from '../facts/support-contacts.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Of customers with a ticket (base A), and of active customers (base B): how many were hit by each issue. */
export function issueReach(rows: readonly CellRow[], context: MeasureContext): Measured {
  const found = contactCells(rows, context);
  const places = comparedMonths(context).flatMap((month) =>
    issuesIn(rows, month).map((issue) => ({ month, issue })),
  );
  return {
    figures: places.flatMap((place) => reachOf(found, place)),
    cells: found.cells,
    equations: places.flatMap(({ month, issue }) => {
      const [all, hit, others] = partsOf(found, { month, issue });
      return all && hit && others ? [equation(all, hit, others)] : [];
    }),
  };
}

interface Place {
  readonly month: number;
  readonly issue: string;
}

const issuesIn = (rows: readonly CellRow[], month: number): string[] =>
  rows
    .filter(({ measure, period }) => measure === HIT && period === month)
    .map(({ segment }) => segment)
    .sort();

const partsOf = (found: MonthCells, { month, issue }: Place) =>
  [
    found.at(CONTACTING, month),
    found.at(HIT, month, issue),
    found.at(OTHERS, month, issue),
  ] as const;

function reachOf(found: MonthCells, place: Place): Figure[] {
  const [contacting, hit, others] = partsOf(found, place);
  const active = found.at(ACTIVE, place.month);
  if (!contacting || !hit || !others) return [];
  const { period, scope } = hit;
  const name = (options: string) => ({ metric: 'issue-reach', options, period, scope });
  const ofContacting = figure({
    name: name('base=A'),
    unit: 'share',
    value: ratio(hit.total, contacting.total),
    customers: contacting.customers,
    cells: cellKeys(hit, others, contacting),
  });
  if (!active) return [ofContacting];
  const ofActive = figure({
    name: name('base=B'),
    unit: 'share',
    value: ratio(hit.total, active.total),
    customers: active.customers,
    cells: cellKeys(hit, active),
  });
  return [ofContacting, ofActive];
}
