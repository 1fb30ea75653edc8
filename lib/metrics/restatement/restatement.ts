import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import { bundleMark, restatedName } from '#lib/privacy/ledger/restated.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { figure } from '../figures.ts';
import { mergeMeasured, NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import type { ReleasedWeek, Restatement } from './plan.ts';
import {
  CAUSES,
  LINES,
  type Line,
  PRINTED_LINES,
  restatedCells,
  type Sums,
} from './restated-cells.ts';

/** Every released week of the quarter, measured again, and how many they are. Nothing where no bundle is due. */
export function restatement(
  rows: readonly CellRow[],
  { restatement: plan, week, marginBasis }: RestatedContext,
): Measured {
  if (plan === null) return NOTHING_MEASURED;
  const mark = figure({
    name: bundleMark(plan.bundle, weekLabel(week)),
    unit: 'count',
    value: plan.weeks.length,
    customers: 0,
    cells: [],
  });
  return mergeMeasured([
    { ...NOTHING_MEASURED, figures: [mark] },
    ...plan.weeks.map((released) =>
      restatedWeek(released, rows, { bundle: plan.bundle, marginBasis }),
    ),
  ]);
}

type RestatedContext = Pick<MeasureContext, 'restatement' | 'week' | 'marginBasis'>;

function restatedWeek(
  { week, kept, sums }: ReleasedWeek,
  rows: readonly CellRow[],
  { bundle, marginBasis }: Pick<Restatement, 'bundle'> & Pick<MeasureContext, 'marginBasis'>,
): Measured {
  const own = rows.filter((row) => row.period === week);
  const released = withImplied(sums, marginBasis);
  const period = weekLabel(week);
  const today = sumsOf(own.filter(({ scheme }) => scheme === 'now'));
  const changes = restatedCells({ period, rows: kept ? own : [], released, today });
  const figures = PRINTED_LINES.flatMap((line) => {
    const all = changes.at(line, 'all');
    if (all === null) return [];
    const told = (part: string, value: number, ...cells: readonly Cell[]): Figure =>
      figure({
        name: restatedName({ bundle, line, period }, part),
        unit: 'money',
        value,
        customers: all.customers,
        cells: [all, ...cells].map(({ key }) => key),
      });
    const causes = CAUSES.flatMap((cause) => {
      const cell = changes.at(line, cause);
      return cell === null ? [] : [told(cause, cell.total, cell)];
    });
    return [
      told('released', released.get(line) ?? 0, all),
      told('now', today.get(line) ?? 0, all),
      told('difference', all.total, all),
      ...causes,
    ];
  });
  return { figures, cells: changes.cells, equations: changes.equations };
}

/**
 * Lines that were released imply others, whose differences follow from theirs. Without costs contribution is a share of
 * net sales and has no line of its own.
 */
function withImplied(
  { 'net-sales': net, 'net-revenue': revenue, contribution }: ReleasedWeek['sums'],
  basis: MeasureContext['marginBasis'],
): Sums {
  const earned = basis === 'costs' ? contribution : undefined;
  const less = (part?: number) =>
    revenue === undefined || part === undefined ? undefined : revenue - part;
  const all: readonly (readonly [Line, number | undefined])[] = [
    ['net-sales', net],
    ['net-revenue', revenue],
    ['contribution', earned],
    ['shipping', less(net)],
    ['variable-costs', less(earned)],
  ];
  return new Map(all.flatMap(([line, sum]) => (sum === undefined ? [] : [[line, sum] as const])));
}

const sumsOf = (rows: readonly CellRow[]): Sums =>
  new Map(
    LINES.map((line) => [line, rows.find(({ measure }) => measure === line)?.total ?? 0] as const),
  );
