import { monthOf } from '#lib/units/calendar.ts';
import { type CellRow, parseCellRow } from '../facts/cells/cell-row.ts';
import type { Fact, MeasureContext, Metric } from '../metric.ts';
import { predictedValue } from './clv-predicted.ts';
import sql from './query.sql';

const query = { name: 'known-customers', sql, parseRow: parseCellRow };

/** Oldest cohort with a forecast of its own: the report's oldest cohort. */
export const firstForecastCohort = ({ asOf, fiscal, cohorts }: CohortWindow): number =>
  monthOf(asOf, fiscal) - cohorts.ages;

type CohortWindow = Pick<MeasureContext, 'asOf' | 'fiscal' | 'cohorts'>;

/** Customers known at the close, behind the forecast of each scope. */
export const knownAtClose: Fact<CellRow> = {
  query,
  parameters: (context) => ({
    cut: context.closeDate,
    first_cohort: firstForecastCohort(context),
  }),
};

export const clvPredictedMetric: Metric = {
  definition: {
    id: 'clv-predicted',
    name: 'Predicted CLV',
    question: 'What will a customer bring in over the horizon?',
    formula:
      'sum over months of incremental expected purchases × expected value × margin × discount, per customer',
    source:
      'Fader, Hardie & Lee (2005) BG/NBD; Fader & Hardie (2013) Gamma-Gamma; months of 30.4375 days',
    unit: 'money',
    kind: 'stock',
    options: 'horizon=365 d',
    tables: ['orders'],
  },
  facts: [knownAtClose],
  measure: async (load, context) => predictedValue(await load(knownAtClose), context),
};
