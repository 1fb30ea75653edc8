import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure, ReleasedFigure } from '#lib/privacy/figure.ts';
import { STANDARD_POLICY } from '#lib/privacy/policy.ts';
import { release } from '#lib/privacy/release.ts';
import { eachReleased, type Released } from '#lib/privacy/released.ts';
import type { ReleasedReport } from '#lib/privacy/report.ts';

/**
 * Sends a report through the gate, so that it is sealed as in a run: each figure rests on a count of its own, and
 * what shall be withheld rests on three customers.
 */
export async function sealed({ head, figures }: ReleasedReport): Promise<Released<ReleasedReport>> {
  const cells = figures.filter((figure) => customersOf(figure) > 0).map(cellOf);
  const measured = { figures: figures.map(draft), cells, equations: [] };
  const { reports } = await release([{ head, measured: [measured] }], STANDARD_POLICY);
  const [report] = eachReleased(reports);
  if (report === undefined) throw new Error('the gate gave no report');
  return report;
}

const key = ({ metric, options, period, scope, unit }: ReleasedFigure): string =>
  JSON.stringify([metric, options, period, scope, unit]);

function draft(figure: ReleasedFigure): Figure {
  const customers = customersOf(figure);
  const isWithheld = figure.reason === 'withheld';
  return {
    ...figure,
    value: isWithheld ? 1 : figure.value,
    reason: isWithheld ? null : figure.reason,
    customers,
    cells: customers === 0 ? [] : [key(figure)],
  };
}

function cellOf(figure: ReleasedFigure): Cell {
  const customers = customersOf(figure);
  return {
    key: key(figure),
    measure: figure.metric,
    period: figure.period,
    scope: figure.scope,
    kind: 'count',
    customers,
    total: customers,
    largest: [1, 1],
    absolute: customers,
    signed: false,
    behavioural: false,
    countKey: null,
  };
}

const customersOf = ({ reason, customers }: ReleasedFigure): number =>
  reason === 'withheld' ? 3 : (customers ?? 0);
