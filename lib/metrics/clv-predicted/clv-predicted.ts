import { forecastScope, isForecast } from '#lib/models/forecast.ts';
import type {
  ScopeEstimate,
  ScopeForecast,
} from '#lib/models/lifetime-value/predict-lifetime-value.ts';
import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { closeLabel, monthLabel, weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cell-row.ts';
import { audienceEquations, type CellRules, cellOfRow } from '../facts/cells-of-rows.ts';
import { cellKeys, figure } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Rows of `query.sql` at the cut (everyone) and at the close date (segments, crossings, cohorts). */
export interface KnownCustomers {
  readonly atCut: readonly CellRow[];
  readonly atClose: readonly CellRow[];
}

const NOTHING: Measured = { figures: [], cells: [], equations: [] };

/** Predicted CLV and purchases with 95 % intervals: everyone at the cut, segments and cohorts at the close date. */
export function predictedValue(rows: KnownCustomers, context: MeasureContext): Measured {
  const { forecast, fiscal, week, closeDate } = context;
  if (!isForecast(forecast)) return NOTHING;
  const atCut = forecastFigures(rows.atCut, weekLabel(week), {
    context,
    of: ({ scheme }) => (scheme === 'all' ? forecast.everyone : undefined),
  });
  const atClose = forecastFigures(rows.atClose, closeLabel(closeDate, fiscal), {
    context,
    of: ({ scheme, segment }) => forecast.scopes.get(forecastScope(scheme, segment)),
  });
  return {
    figures: [
      ...atCut.figures,
      ...holdoutBias(forecast.holdoutBias, atCut.figures[0]),
      ...atClose.figures,
    ],
    cells: [...atCut.cells, ...atClose.cells],
    equations: [...atCut.equations, ...atClose.equations],
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
        }),
      ];

interface ForecastSource {
  readonly context: MeasureContext;
  readonly of: (row: CellRow) => ScopeForecast | undefined;
}

function forecastFigures(
  rows: readonly CellRow[],
  period: string,
  { context, of }: ForecastSource,
): Measured {
  const place = (measure: string) => placed(rows, rulesOf(measure, period), context);
  const known = place('known-customers');
  const sales = place('lifetime-sales');
  const salesOf = new Map(sales.map(({ row, cell }) => [placeOf(row), cell]));
  return {
    figures: known.flatMap(({ row, cell }) => {
      const forecast = of(row);
      const sold = salesOf.get(placeOf(row));
      return forecast && sold ? estimates(forecast, [cell, sold], context) : [];
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
function placed(rows: readonly CellRow[], rules: MeasureRules, { fiscal }: MeasureContext) {
  return rows
    .filter((row) => row.measure === rules.measure)
    .map((row) => {
      const cohort = row.scheme === 'cohort';
      const named = cohort ? { ...row, segment: monthLabel(Number(row.segment), fiscal) } : row;
      return { row, named, cell: cellOfRow(named, rules) };
    });
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

function estimates(
  forecast: ScopeForecast,
  [customers, sales]: readonly [Cell, Cell],
  { horizonDays, minorUnits }: MeasureContext,
): Figure[] {
  const horizon = `horizon=${horizonDays} d`;
  const estimate = (options: string, unit: Figure['unit'], { perCustomer }: ScopeEstimate) => {
    const [interval] = perCustomer.intervals;
    const factor = unit === 'money' ? minorUnits : 1;
    return figure({
      name: { metric: 'clv-predicted', options, period: customers.period, scope: customers.scope },
      unit,
      value: perCustomer.value * factor,
      ...(interval ? { lower: interval.low * factor, upper: interval.high * factor } : {}),
      customers: customers.customers,
      cells: cellKeys(customers, sales),
    });
  };
  return [
    estimate(horizon, 'money', forecast.lifetimeValue),
    estimate(`${horizon}; part=expected-purchases`, 'ratio', forecast.purchases),
  ];
}
