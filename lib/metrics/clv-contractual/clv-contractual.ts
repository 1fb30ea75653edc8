import type { SubscriptionValue } from '#lib/models/contractual-value/forecast-subscriptions.ts';
import {
  isSubscriptionForecast,
  type RetentionChoice,
} from '#lib/models/contractual-value/subscription-forecast.ts';
import { forecastScope } from '#lib/models/forecast.ts';
import type { Estimate } from '#lib/models/lifetime-value/estimate.ts';
import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { closeLabel, weekLabel } from '#lib/units/calendar.ts';
import type { CellRow } from '../facts/cell-row.ts';
import { audienceEquations, type CellRules, cellOfRow } from '../facts/cells-of-rows.ts';
import { cellKeys, figure, totalFigure } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Rows of `query.sql` at the cut (everyone) and at the close date (segments, crossings). */
export interface ActiveSubscribers {
  readonly atCut: readonly CellRow[];
  readonly atClose: readonly CellRow[];
}

const SUBSCRIBERS = 'active-subscribers';
const REVENUE = 'recurring-revenue';

/** Value of subscribers with 95 % intervals: everyone at the cut, segments at the close date (rule G12). */
export function contractualValue(rows: ActiveSubscribers, context: MeasureContext): Measured {
  const { subscriptions, fiscal, week, closeDate } = context;
  if (!isSubscriptionForecast(subscriptions)) return { figures: [], cells: [], equations: [] };
  const atCut = subscriberFigures(rows.atCut, weekLabel(week), {
    context,
    of: ({ scheme }) => (scheme === 'all' ? (subscriptions.everyone ?? undefined) : undefined),
  });
  const atClose = subscriberFigures(rows.atClose, closeLabel(closeDate, fiscal), {
    context,
    of: ({ scheme, segment }) =>
      subscriptions.scopes.get(forecastScope(scheme, segment.replaceAll('|', '/'))),
  });
  return {
    figures: [
      ...atCut.figures,
      ...holdoutBiases(subscriptions.models, atCut.figures[0]),
      ...atClose.figures,
    ],
    cells: [...atCut.cells, ...atClose.cells],
    equations: [...atCut.equations, ...atClose.equations],
  };
}

interface ValueSource {
  readonly context: MeasureContext;
  readonly of: (row: CellRow) => SubscriptionValue | undefined;
}

function subscriberFigures(
  rows: readonly CellRow[],
  period: string,
  { context, of }: ValueSource,
): Measured {
  const systemOf = (measure: string) => {
    const own = rows.filter((row) => row.measure === measure);
    const rules = rulesOf(measure, period);
    return {
      own,
      cells: own.map((row) => cellOfRow(row, rules)),
      equations: audienceEquations(own, rules, context.segments),
    };
  };
  const subscribers = systemOf(SUBSCRIBERS);
  const revenue = systemOf(REVENUE);
  const revenueOf = new Map(revenue.own.map((row, i) => [placeOf(row), revenue.cells[i]]));
  return {
    figures: subscribers.own.flatMap((row, i) => {
      const cells = [subscribers.cells[i], revenueOf.get(placeOf(row))] as const;
      const value = of(row);
      return value && cells[0] && cells[1] ? figuresOf(value, [cells[0], cells[1]], context) : [];
    }),
    cells: [...subscribers.cells, ...revenue.cells],
    equations: [...subscribers.equations, ...revenue.equations],
  };
}

const placeOf = ({ scheme, segment }: CellRow): string => `${scheme}\n${segment}`;

const rulesOf = (measure: string, period: string): CellRules => ({
  kind: measure === SUBSCRIBERS ? 'count' : 'sum',
  signed: false,
  behavioural: false,
  countMeasure: measure === SUBSCRIBERS ? null : SUBSCRIBERS,
  label: () => period,
});

function figuresOf(
  { perSubscriber, newSubscriber }: SubscriptionValue,
  [subscribers, revenue]: readonly [Cell, Cell],
  { horizonDays, minorUnits }: MeasureContext,
): Figure[] {
  const { period, scope } = subscribers;
  const horizon = `horizon=${horizonDays} d`;
  const name = (options: string) => ({ metric: 'clv-contractual', options, period, scope });
  const money = (options: string, { value, intervals: [interval] }: Estimate) =>
    figure({
      name: name(options),
      unit: 'money',
      value: value * minorUnits,
      ...(interval ? { lower: interval.low * minorUnits, upper: interval.high * minorUnits } : {}),
      customers: subscribers.customers,
      cells: cellKeys(subscribers, revenue),
    });
  return [
    money(horizon, perSubscriber),
    money(`${horizon}; part=new-subscriber`, newSubscriber),
    totalFigure(name('part=active-subscribers'), 'count', subscribers),
    totalFigure(name('part=recurring-revenue'), 'money', revenue),
  ];
}

/** How far the chosen model of each renewal interval missed the renewals that its fit had not seen. */
const holdoutBiases = (models: readonly RetentionChoice[], about: Figure | undefined): Figure[] =>
  models.flatMap(({ renewalMonths, model, heldOut, bias }) =>
    bias === null || about === undefined
      ? []
      : [
          figure({
            name: {
              metric: about.metric,
              options: `part=holdout-bias; model=${model}; months=${renewalMonths}; renewals=${heldOut}`,
              period: about.period,
              scope: about.scope,
            },
            unit: 'share',
            value: bias,
            customers: about.customers,
            cells: about.cells,
          }),
        ],
  );
