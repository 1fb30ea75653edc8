import type { RenewalMonths } from '#lib/models/contractual-value/subscriber-group.ts';
import {
  isSubscriptionForecast,
  type SubscriptionOutcome,
} from '#lib/models/contractual-value/subscription-forecast.ts';
import { type CellRow, parseCellRow } from '../facts/cells/cell-row.ts';
import type { Fact, Metric } from '../metric.ts';
import { contractualValue } from './clv-contractual.ts';
import sql from './query.sql';

const query = { name: 'active-subscribers', sql, parseRow: parseCellRow };

const INTERVALS: Readonly<Record<RenewalMonths, string>> = { 1: 'month', 3: 'quarter', 12: 'year' };

/** Renewal intervals that are forecast, as the table names them. */
const intervalsOf = (forecast: SubscriptionOutcome): string =>
  isSubscriptionForecast(forecast)
    ? forecast.models.map(({ renewalMonths }) => INTERVALS[renewalMonths]).join(',')
    : '';

const atClose: Fact<CellRow> = {
  query,
  parameters: ({ closeDate, subscriptions }) => ({
    cut: closeDate,
    renewal_intervals: intervalsOf(subscriptions),
  }),
};

export const clvContractualMetric: Metric = {
  definition: {
    id: 'clv-contractual',
    name: 'Contractual CLV',
    question: 'What will an active subscriber still pay over the horizon?',
    formula:
      'sum over renewals of S(t | tenure) × monthly recurring revenue × months × margin × discount, per active subscriber',
    source: 'Fader & Hardie (2007) sBG; Fader et al. (2018) BdW; Fader & Hardie (2010) DERL',
    unit: 'money',
    kind: 'stock',
    options: 'horizon=365 d',
    tables: ['orders', 'subscriptions'],
  },
  facts: [atClose],
  measure: async (load, context) =>
    isSubscriptionForecast(context.subscriptions)
      ? contractualValue(await load(atClose), context)
      : { figures: [], cells: [], equations: [] },
};
