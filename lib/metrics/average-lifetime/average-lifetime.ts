import { DAYS_PER_MONTH } from '#lib/models/lifetime-value/horizon.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { closeLabel, weekLabel } from '#lib/units/calendar.ts';
import { type RetentionRows, retainedMargin } from '../clv-constant/retained-margin.ts';
import { complementOf, countCell, equation } from '../facts/cells/derived-cells.ts';
import { cellKeys, type Estimate, figure } from '../figures.ts';
import { mergeMeasured, NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';
import type { LifeRow } from './fact.ts';
import { endsPerPeriod, isFlatHazard, restrictedMean } from './kaplan-meier.ts';

/** Three years of data are enough for it. */
const HORIZON_MONTHS = 24;
const HORIZON = `horizon=${HORIZON_MONTHS} mo`;

/** Mean life within the horizon, in days, of customers by orders and of subscribers; for these also 1 / churn where it is flat. */
export const averageLifetime = (
  rows: { readonly lives: readonly LifeRow[]; readonly retention: RetentionRows },
  context: MeasureContext,
): Measured =>
  mergeMeasured([
    ofCustomers(rows.lives, rows.retention, context),
    ofSubscribers(rows.lives, context),
  ]);

/** Rests on who was active in the half year, who lapsed of them and who did not. */
function ofCustomers(
  rows: readonly LifeRow[],
  retention: RetentionRows,
  context: MeasureContext,
): Measured {
  const found = retainedMargin(retention, context);
  const own = rows.filter(({ basis }) => basis === 'orders');
  if (!found || own.length === 0) return NOTHING_MEASURED;
  return {
    figures: [
      days(`basis=orders; ${HORIZON}`, restrictedMean(own, HORIZON_MONTHS), {
        period: weekLabel(context.week),
        customers: found.customers,
        cells: found.keys,
      }),
    ],
    cells: found.cells,
    equations: found.equations,
  };
}

function ofSubscribers(rows: readonly LifeRow[], { closeDate, fiscal }: MeasureContext): Measured {
  const own = rows.filter(({ basis }) => basis === 'subscriptions');
  if (own.length === 0) return NOTHING_MEASURED;
  const count = (lives: readonly LifeRow[]) =>
    lives.reduce((sum, { customers }) => sum + customers, 0);
  const at = { period: closeLabel(closeDate, fiscal), scope: {} };
  const all = countCell({ ...at, measure: 'lifetime-subscribers' }, count(own), false);
  const ended = countCell(
    { ...at, measure: 'lifetime-ended' },
    count(own.filter((life) => life.ended)),
    true,
  );
  const kept = complementOf(all, ended, 'lifetime-kept');
  const about = { ...at, customers: all.customers, cells: cellKeys(all, ended, kept) };
  const mean = days(`basis=subscriptions; ${HORIZON}`, restrictedMean(own, HORIZON_MONTHS), about);
  const churn = isFlatHazard(own, HORIZON_MONTHS) ? endsPerPeriod(own, HORIZON_MONTHS) : 0;
  const inverse =
    churn > 0 ? [days('basis=subscriptions; method=inverse-churn', 1 / churn, about)] : [];
  return {
    figures: [mean, ...inverse],
    cells: [all, ended, kept],
    equations: [equation(all, ended, kept)],
  };
}

/** An estimate from which no count follows. */
const days = (
  options: string,
  months: number | null,
  { period, customers, cells }: Pick<Estimate, 'customers' | 'cells'> & { readonly period: string },
) =>
  figure({
    name: { metric: 'average-lifetime', options, period, scope: {} },
    unit: 'days',
    value: months === null ? null : months * DAYS_PER_MONTH,
    reason: 'unripe',
    customers,
    cells,
    modelled: true,
  });
