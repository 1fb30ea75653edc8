import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { monthLabel } from '#lib/units/calendar.ts';
import { cellQuery } from '../facts/cells/cell-query.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { equation } from '../facts/cells/derived-cells.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import { mergeMeasured } from '../measured.ts';
import type { Fact, MeasureContext } from '../metric.ts';
import { ladderCells } from '../money-ladder/ladder-cells.ts';
import type { Target } from '../target-attainment/targets.ts';
import { type MonthCells, monthCells } from './month-cells.ts';
import sql from './query.sql';
import { WINDOW_NAMES, windowsOf } from './windows.ts';

const LINES = ['net-sales', 'net-revenue', 'contribution'] as const;
type Line = (typeof LINES)[number];

/** What everyone moved in the open month, and in the same month a year ago. */
export const monthToDate: Fact<CellRow> = {
  query: cellQuery('month-to-date', sql),
  parameters: (context) => ({
    lines: LINES.join(','),
    windows: WINDOW_NAMES.map((name, place) => {
      const { opens, closes } = windowsOf(context)[name];
      return `${place}:${opens}:${closes}`;
    }).join(','),
  }),
};

/** The rows of the month to date, and those of the weekly flow. */
export interface PacingRows {
  readonly months: readonly CellRow[];
  readonly weeks: readonly CellRow[];
}

/** How far everyone's line is on its way to the target of the open month, given how much of it was done by then a year ago. */
export function pacing(
  targets: readonly Target[],
  rows: PacingRows,
  context: MeasureContext,
): Measured {
  const period = monthLabel(context.month + 1, context.fiscal);
  const planned = targets.filter((target) => target.period === period && target.segment === null);
  return mergeMeasured(
    LINES.flatMap((line) => {
      const target = planned.find(({ metric }) => metric === line);
      return target && target.value > 0 ? [paceOf(line, target, { rows, context })] : [];
    }),
  );
}

interface Measuring {
  readonly rows: PacingRows;
  readonly context: MeasureContext;
}

function paceOf(line: Line, target: Target, { rows, context }: Measuring): Measured {
  const cells = monthCells(line, rows.months, windowsOf(context));
  const ladder = ladderCells(rows.weeks, ['ordering-customers', line], context);
  const week = ladder.ledger(line, context.week);
  return {
    figures: figuresOf(line, target, { cells, minorUnits: context.minorUnits }),
    cells: [...Object.values(cells), ...ladder.cells],
    equations: [
      equation(cells.toDate, cells.before, cells.week),
      equation(cells.yearAgoToDate, cells.yearAgoBefore, cells.yearAgoWeek),
      equation(cells.yearAgoMonth, cells.yearAgoToDate, cells.yearAgoRest),
      ...ladder.equations,
      ...(week ? [equation(week, cells.week, cells.weekBeforeMonth)] : []),
    ],
  };
}

function figuresOf(
  line: Line,
  target: Target,
  { cells, minorUnits }: { readonly cells: MonthCells; readonly minorUnits: number },
): Figure[] {
  const { toDate, yearAgoToDate, yearAgoMonth } = cells;
  const aim = target.value * minorUnits;
  const done = ratio(yearAgoToDate.total, yearAgoMonth.total) ?? 0;
  const name = (part: readonly string[]) => ({
    metric: 'pacing',
    options: optionsOf(line, target, part),
    period: target.period,
    scope: {},
  });
  const { customers } = toDate;
  const actual = {
    unit: 'money',
    value: toDate.total,
    customers,
    cells: cellKeys(toDate),
  } as const;
  const planned = { unit: 'money', value: aim, customers: 0, cells: [] } as const;
  return [
    figure({
      name: name([]),
      unit: 'share',
      value: done > 0 ? toDate.total / (aim * done) : null,
      reason: 'missing_input',
      customers,
      cells: cellKeys(toDate, yearAgoToDate, yearAgoMonth),
    }),
    figure({ name: name(['part=actual']), ...actual }),
    figure({ name: name(['part=target']), ...planned }),
  ];
}

const optionsOf = (line: Line, { owner, version }: Target, part: readonly string[]): string =>
  [
    `of=money-ladder line=${line}`,
    ...(owner === null ? [] : [`owner=${owner.replaceAll(';', ',')}`]),
    ...part,
    `version=${version}`,
  ].join('; ');
