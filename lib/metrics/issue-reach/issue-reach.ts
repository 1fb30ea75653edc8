import type { Cell, Equation } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { complementOf, equation } from '../facts/cells/derived-cells.ts';
import { comparedMonths, type MonthCells } from '../facts/stocks/month-cells.ts';
import {
  ACTIVE,
  CONTACTING,
  contactCells,
  FURTHER_ISSUES,
  HIT,
  ISSUES,
} from '../facts/support/support-contacts.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Of customers with a ticket (base A), and of active customers (base B): how many were hit by each issue. */
export function issueReach(rows: readonly CellRow[], context: MeasureContext): Measured {
  const found = contactCells(rows, context);
  const months = comparedMonths(context).map((month) => ({
    month,
    issues: issuesIn(rows, month).flatMap((issue) => reachedBy(found, month, issue)),
  }));
  return {
    figures: months.flatMap(({ month, issues }) =>
      issues.flatMap((issue) => reachOf(issue, found.at(ACTIVE, month))),
    ),
    cells: [...found.cells, ...months.flatMap(({ issues }) => issues.map(({ others }) => others))],
    equations: months.flatMap(({ month, issues }) => [
      ...issues.map(({ contacting, hit, others }) => equation(contacting, hit, others)),
      ...overlap(
        issues.map(({ hit }) => hit),
        (measure) => found.at(measure, month),
      ),
    ]),
  };
}

/** Customers with a ticket, those of them with one issue, and those with others only. */
type Reached = Readonly<Record<'contacting' | 'hit' | 'others', Cell>>;

const issuesIn = (rows: readonly CellRow[], month: number): string[] =>
  rows
    .filter(({ measure, period }) => measure === HIT && period === month)
    .map(({ segment }) => segment)
    .sort();

function reachedBy(found: MonthCells, month: number, issue: string): Reached[] {
  const contacting = found.at(CONTACTING, month);
  const hit = found.at(HIT, month, issue);
  if (!contacting || !hit) return [];
  return [{ contacting, hit, others: complementOf(contacting, hit, 'other-issue-customers') }];
}

/** Customers of all issues added up, less customers with a ticket, tell who came with several. */
function overlap(hits: readonly Cell[], at: (measure: string) => Cell | null): Equation[] {
  const [issues, contacting, further] = [at(ISSUES), at(CONTACTING), at(FURTHER_ISSUES)];
  return issues && contacting && further
    ? [equation(issues, contacting, further), equation(issues, ...hits)]
    : [];
}

function reachOf({ contacting, hit, others }: Reached, active: Cell | null): Figure[] {
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
