import { forecastScope, isForecast } from '#lib/models/forecast.ts';
import type {
  ScopeEstimate,
  ScopeForecast,
} from '#lib/models/lifetime-value/predict-lifetime-value.ts';
import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { closeLabel, monthLabel, monthStart, weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { audienceEquations, type CellRules, cellOfRow } from '../facts/cells/cells-of-rows.ts';
import { cellKeys, figure } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

const NOTHING: Measured = { figures: [], cells: [], equations: [] };

/**
 * Predicted CLV and purchases with 95 % intervals: everyone at the cut, segments and cohorts at the close date. How
 * many everyone are at the cut is not told, for two mails would tell who came late between them; that they are enough
 * is judged by those known at the close.
 * @param rows of `query.sql` at the close date.
 */
export function predictedValue(rows: readonly CellRow[], context: MeasureContext): Measured {
  const { forecast, fiscal, week, closeDate } = context;
  if (!isForecast(forecast)) return NOTHING;
  const period = closeLabel(closeDate, fiscal);
  const close = knownAt(rows, period, context);
  const everyone = close.known.filter(({ row }) => row.scheme === 'all');
  const now = everyone.flatMap(({ cells }) =>
    estimates(forecast.everyone, context, {
      period: weekLabel(week),
      scope: {},
      customers: forecast.everyone.customers,
      cells: cellKeys(...cells),
    }),
  );
  const atClose = close.known.flatMap(({ row, cells: [customers, sales] }) => {
    const of = forecast.scopes.get(forecastScope(row.scheme, row.segment));
    const about = {
      period,
      scope: customers.scope,
      customers: customers.customers,
      cells: cellKeys(customers, sales),
    };
    return of === undefined ? [] : estimates(of, context, about);
  });
  return {
    figures: [...now, ...holdoutBias(forecast.holdoutBias, now[0]), ...atClose],
    cells: close.cells,
    equations: close.equations,
  };
}

/** How far the same models missed the orders of the last holdout, of the customers whom the forecast is about. */
const holdoutBias = (bias: number | null, about: Figure | undefined): Figure[] =>
  bias === null || about === undefined
    ? []
    : [
        figure({
          name: {
            metric: about.metric,
            options: 'part=holdout-bias',
            period: about.period,
            scope: about.scope,
          },
          unit: 'share',
          value: bias,
          customers: about.customers,
          cells: about.cells,
          modelled: true,
        }),
      ];

/** Customers known at a date and their sales so far; of a complete cohort they are those of its month of entry. */
function knownAt(rows: readonly CellRow[], period: string, context: MeasureContext) {
  const place = (measure: string) => placed(rows, rulesOf(measure, period), context);
  const known = place('known-customers');
  const sales = place('lifetime-sales');
  const salesOf = new Map(sales.map(({ row, cell }) => [placeOf(row), cell]));
  return {
    known: known.flatMap(({ row, cell }) => {
      const sold = salesOf.get(placeOf(row));
      return sold === undefined ? [] : [{ row, cells: [cell, sold] as const }];
    }),
    cells: [...known, ...sales].map(({ cell }) => cell),
    equations: [known, sales].flatMap((own) =>
      audienceEquations(
        own.map(({ named }) => named),
        rulesOf(own[0]?.row.measure ?? '', period),
        context.segments,
      ),
    ),
  };
}

const placeOf = ({ scheme, segment }: CellRow): string => `${scheme}\n${segment}`;

/** Rows of one measure with their cells; cohorts are named by their month. */
function placed(rows: readonly CellRow[], rules: MeasureRules, context: MeasureContext) {
  return rows
    .filter((row) => row.measure === rules.measure)
    .map((row) => {
      if (row.scheme !== 'cohort') return { row, named: row, cell: cellOfRow(row, rules) };
      const named = { ...row, segment: monthLabel(Number(row.segment), context.fiscal) };
      return { row, named, cell: cohortCell(row, named, { rules, context }) };
    });
}

/**
 * Everyone of a month that is over by the close is known at the close: the size of the cohort, one cell with that of the
 * cohort tables. Its sales so far are in no mean and stand for themselves.
 */
function cohortCell(
  row: CellRow,
  named: CellRow,
  { rules, context }: { readonly rules: MeasureRules; readonly context: MeasureContext },
): Cell {
  const { closeDate, fiscal } = context;
  const isOver = monthStart(Number(row.segment) + 1, fiscal) <= closeDate;
  return rules.kind === 'count' && isOver
    ? cellOfRow(
        { ...named, measure: 'acquired-customers' },
        { ...rules, label: () => named.segment },
      )
    : cellOfRow(named, { ...rules, countMeasure: null });
}

interface MeasureRules extends CellRules {
  readonly measure: string;
}

const rulesOf = (measure: string, period: string): MeasureRules => ({
  measure,
  kind: measure === 'known-customers' ? 'count' : 'sum',
  signed: measure !== 'known-customers',
  behavioural: false,
  countMeasure: measure === 'known-customers' ? null : 'known-customers',
  label: () => period,
});

/** Whom a forecast is about, and when. */
type About = Pick<Figure, 'period' | 'scope' | 'customers' | 'cells'>;

function estimates(
  forecast: ScopeForecast,
  { horizonDays, minorUnits }: MeasureContext,
  { period, scope, customers, cells }: About,
): Figure[] {
  const horizon = `horizon=${horizonDays} d`;
  const estimate = (options: string, unit: Figure['unit'], { perCustomer }: ScopeEstimate) => {
    const [interval] = perCustomer.intervals;
    const factor = unit === 'money' ? minorUnits : 1;
    return figure({
      name: { metric: 'clv-predicted', options, period, scope },
      unit,
      value: perCustomer.value * factor,
      ...(interval ? { lower: interval.low * factor, upper: interval.high * factor } : {}),
      customers,
      cells,
      modelled: true,
    });
  };
  return [
    estimate(horizon, 'money', forecast.lifetimeValue),
    estimate(`${horizon}; part=expected-purchases`, 'ratio', forecast.purchases),
  ];
}
