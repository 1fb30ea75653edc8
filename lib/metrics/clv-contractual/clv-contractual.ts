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
import type { CellRow } from '../facts/cells/cell-row.ts';
import { audienceEquations, type CellRules, cellOfRow } from '../facts/cells/cells-of-rows.ts';
import { cellKeys, figure, totalFigure } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

const SUBSCRIBERS = 'active-subscribers';
const REVENUE = 'recurring-revenue';

/**
 * Value of subscribers with 95 % intervals: everyone at the cut, segments at the close date (rule G12). How many
 * everyone are at the cut is not told, for two mails would tell who came and went between them.
 * @param rows of `query.sql` at the close date.
 */
export function contractualValue(rows: readonly CellRow[], context: MeasureContext): Measured {
  const { subscriptions, fiscal, week, closeDate } = context;
  if (!isSubscriptionForecast(subscriptions)) return { figures: [], cells: [], equations: [] };
  const close = activeAt(rows, closeLabel(closeDate, fiscal), context);
  const everyone = close.active.filter(({ row }) => row.scheme === 'all');
  const now = everyone.flatMap(({ cells: [subscribers, revenue] }) =>
    subscriptions.everyone === null
      ? []
      : valuesOf(subscriptions.everyone, context, {
          period: weekLabel(week),
          scope: {},
          customers: subscribers.customers,
          cells: cellKeys(subscribers, revenue),
        }),
  );
  const atClose = close.active.flatMap(({ row, cells: [subscribers, revenue] }) => {
    const scope = forecastScope(row.scheme, row.segment.replaceAll('|', '/'));
    const value = subscriptions.scopes.get(scope);
    const { period, customers } = subscribers;
    const about = { period, scope: subscribers.scope, customers };
    const cells = cellKeys(subscribers, revenue);
    return [
      ...(value ? valuesOf(value, context, { ...about, cells }) : []),
      ...(value || row.scheme === 'all' ? stocks(subscribers, revenue) : []),
    ];
  });
  return {
    figures: [...now, ...holdoutBiases(subscriptions.models, now[0]), ...atClose],
    cells: close.cells,
    equations: close.equations,
  };
}

/** Subscribers who are active at a date, and their monthly recurring revenue. */
function activeAt(rows: readonly CellRow[], period: string, { segments }: MeasureContext) {
  const systemOf = (measure: string) => {
    const own = rows.filter((row) => row.measure === measure);
    const rules = rulesOf(measure, period);
    return {
      own,
      cells: own.map((row) => cellOfRow(row, rules)),
      equations: audienceEquations(own, rules, segments),
    };
  };
  const subscribers = systemOf(SUBSCRIBERS);
  const revenue = systemOf(REVENUE);
  const revenueOf = new Map(revenue.own.map((row, i) => [placeOf(row), revenue.cells[i]]));
  return {
    active: subscribers.own.flatMap((row, i) => {
      const [count, sum] = [subscribers.cells[i], revenueOf.get(placeOf(row))];
      return count && sum ? [{ row, cells: [count, sum] as const }] : [];
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

function stocks(subscribers: Cell, revenue: Cell): Figure[] {
  const { period, scope } = subscribers;
  const name = (options: string) => ({ metric: 'clv-contractual', options, period, scope });
  return [
    totalFigure(name('part=active-subscribers'), 'count', subscribers),
    totalFigure(name('part=recurring-revenue'), 'money', revenue),
  ];
}

/** Whom a value is about, and when. */
type About = Pick<Figure, 'period' | 'scope' | 'customers' | 'cells'>;

function valuesOf(
  { perSubscriber, newSubscriber }: SubscriptionValue,
  { horizonDays, minorUnits }: MeasureContext,
  { period, scope, customers, cells }: About,
): Figure[] {
  const horizon = `horizon=${horizonDays} d`;
  const money = (options: string, { value, intervals: [interval] }: Estimate) =>
    figure({
      name: { metric: 'clv-contractual', options, period, scope },
      unit: 'money',
      value: value * minorUnits,
      ...(interval ? { lower: interval.low * minorUnits, upper: interval.high * minorUnits } : {}),
      customers,
      cells,
      modelled: true,
    });
  return [money(horizon, perSubscriber), money(`${horizon}; part=new-subscriber`, newSubscriber)];
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
            modelled: true,
          }),
        ],
  );
