import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import { weekLabel } from '#lib/units/calendar.ts';
import { costPerCustomer, weeklyAcquisitionCost } from '../acquisition-cost.ts';
import {
  channelsWithSpend,
  type SpendRow,
  spendIn,
} from '../facts/acquisition/acquisition-spend.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { CohortTable, monthRules } from '../facts/cohorts/cohort-cells.ts';
import { segmentCohort } from '../facts/cohorts/fixed-age.ts';
import { FixedAgeTable } from '../facts/cohorts/fixed-age-cells.ts';
import { cohortSizes } from '../facts/cohorts/fixed-age-system.ts';
import { figure } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Everything spent to win customers per new customer of the week, in minor units. */
export const loadedAcquisitionCost = (
  rows: { readonly flow: readonly CellRow[]; readonly spend: readonly SpendRow[] },
  context: MeasureContext,
): Measured => weeklyAcquisitionCost(rows, { metric: 'cac-loaded', media: false }, context);

/** The same per member of each complete cohort month. */
export function loadedCostByCohort(
  rows: { readonly cohorts: readonly CellRow[]; readonly spend: readonly SpendRow[] },
  context: MeasureContext,
): Measured {
  const table = new CohortTable(rows.cohorts, monthRules(context));
  const sizes = table.cohorts.map((cohort) => ({ cohort, size: table.size(cohort) }));
  return {
    figures: sizes.map(({ cohort, size }) =>
      costPerCustomer(
        { metric: 'cac-loaded', options: 'grain=month', period: size.period, scope: size.scope },
        spendIn(rows.spend, { grain: 'month', period: cohort }),
        size,
      ),
    ),
    cells: sizes.map(({ size }) => size),
    equations: [],
  };
}

/** What was spent in the reported week, in all and by channel: about no person, so it is always shown. */
export function acquisitionSpendFigures(
  rows: readonly SpendRow[],
  { week }: MeasureContext,
): Figure[] {
  const own = rows.filter(({ grain, period }) => grain === 'week' && period === week);
  const channels = [...new Set(own.map(({ channel }) => channel))].sort();
  const scopes = [{}, ...channels.map((channel) => ({ channel }))];
  return [
    { options: 'part=spend', media: false },
    { options: 'part=media-spend', media: true },
  ].flatMap(({ options, media }) =>
    scopes.flatMap((scope) => {
      const value = spendIn(own, { grain: 'week', period: week, media, ...scope });
      if (value === null) return [];
      const name = { metric: 'cac-loaded', options, period: weekLabel(week), scope };
      return [figure({ name, unit: 'money', value, customers: 0, cells: [] })];
    }),
  );
}

/** The same by entry channel for the cohort that is shown by segment; channels without spend have no cost. */
export function loadedCostByChannel(
  rows: { readonly channels: readonly CellRow[]; readonly spend: readonly SpendRow[] },
  context: MeasureContext,
): Measured {
  const table = new FixedAgeTable(rows.channels, context);
  const cohort = segmentCohort(context);
  const month = { grain: 'month', period: cohort } as const;
  const spent = channelsWithSpend(rows.spend, month);
  const figures = table
    .audiences(cohort, 'channel')
    .filter(({ segment }) => spent.includes(segment))
    .flatMap((audience): Figure[] => {
      const won = table.at('acquired-customers', { cohort, days: 0, audience });
      if (!won) return [];
      const scope = { cohort: won.period, channel: audience.segment };
      return [
        costPerCustomer(
          { metric: 'cac-loaded', options: 'grain=month', period: won.period, scope },
          spendIn(rows.spend, { ...month, channel: audience.segment }),
          won,
        ),
      ];
    });
  return { figures, ...cohortSizes(table) };
}
