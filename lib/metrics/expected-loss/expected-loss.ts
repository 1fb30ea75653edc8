import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { outcomeCells, reached } from '../facts/receivables/payment-outcomes.ts';
import { receivableCells } from '../facts/receivables/receivable-cells.ts';
import {
  AGED_BUCKETS,
  type Bucket,
  quarterCloseOf,
  RECEIVABLES,
  receivablesIn,
} from '../facts/receivables/receivables.ts';
import { comparedMonths } from '../facts/stocks/month-cells.ts';
import type { StockCells } from '../facts/stocks/stock-cells.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/** What is open of one age, and the share of its like that was lost. */
export interface Exposure {
  readonly open: number;
  readonly lossRate: number;
}

/** Sum of what is open times its loss rate. */
export const expectedLossOf = (exposures: readonly Exposure[]): number =>
  exposures.reduce((sum, { open, lossRate }) => sum + open * lossRate, 0);

/** Rows of both facts: what is open at the three closes, and what became of invoices before them. */
export interface LossRows {
  readonly open: readonly CellRow[];
  readonly outcomes: readonly CellRow[];
}

/**
 * Expected loss at the month close, the one before and a year ago, by the loss rates of the last quarter close before
 * each, and those of the last one by themselves.
 */
export function expectedLoss({ open, outcomes }: LossRows, context: MeasureContext): Measured {
  const receivables = receivableCells(open, context);
  const past = outcomeCells(outcomes, context);
  return {
    figures: comparedMonths(context).flatMap((close) => {
      const lines = AGED_BUCKETS.flatMap((bucket) => lineOf(bucket, close, { receivables, past }));
      const owing = receivables.at(RECEIVABLES, close)?.customers ?? 0;
      if (owing === 0) return [];
      return [
        ...lossFigure(lines, owing),
        ...(close === context.month ? lines.flatMap(rateFigure) : []),
      ];
    }),
    cells: [...receivables.cells, ...past.cells],
    equations: [...receivables.equations, ...past.equations],
  };
}

interface Line {
  readonly bucket: Bucket;
  readonly open: Cell;
  /** Null where no invoice that reached the bucket is old enough to tell. */
  readonly past: { readonly reached: Cell; readonly lost: Cell } | null;
}

function lineOf(
  bucket: (typeof AGED_BUCKETS)[number],
  close: number,
  { receivables, past }: { readonly receivables: StockCells; readonly past: StockCells },
): Line[] {
  const open = receivables.at(receivablesIn(bucket), close);
  const quarter = quarterCloseOf(close);
  const before = past.at(reached(bucket), quarter);
  const lost = past.at(reached('lost'), quarter);
  if (!open) return [];
  return [{ bucket, open, past: before && lost ? { reached: before, lost } : null }];
}

const lossRate = ({ past }: Line): number | null =>
  past && ratio(past.lost.total, past.reached.total);

/** The sum needs the rate of every bucket in which something is open. */
function lossFigure(lines: readonly Line[], customers: number): Figure[] {
  const [first] = lines;
  if (!first) return [];
  const owed = lines.filter(({ open }) => open.total > 0);
  const exposures = owed.flatMap((line): Exposure[] => {
    const rate = lossRate(line);
    return rate === null ? [] : [{ open: line.open.total, lossRate: rate }];
  });
  const { period, scope } = first.open;
  return [
    figure({
      name: { metric: 'expected-loss', options: '', period, scope },
      unit: 'money',
      value: exposures.length < owed.length ? null : expectedLossOf(exposures),
      reason: 'unripe',
      customers,
      cells: cellKeys(...lines.flatMap(cellsOf)),
    }),
  ];
}

const cellsOf = ({ open, past }: Line): Cell[] => (past ? [open, past.reached, past.lost] : [open]);

function rateFigure(line: Line): Figure[] {
  const { bucket, past } = line;
  if (!past) return [];
  const { period, scope } = past.reached;
  return [
    figure({
      name: { metric: 'expected-loss', options: `part=loss-rate; bucket=${bucket}`, period, scope },
      unit: 'share',
      value: lossRate(line),
      reason: 'unripe',
      customers: past.reached.customers,
      cells: cellKeys(past.lost, past.reached),
    }),
  ];
}
