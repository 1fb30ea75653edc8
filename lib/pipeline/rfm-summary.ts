import { type Configuration, isSummary } from '#lib/config/configuration.ts';
import type { Metric } from '#lib/metrics/metric.ts';
import type { MetricId } from '#lib/metrics/metric-ids.ts';
import { METRICS } from '#lib/metrics/registry.ts';
import type { HistoryLoader } from './histories/history-loader.ts';
import { type RunRequest, RunRequestError } from './run-request.ts';

/** What depends on nothing but frequency, recency, age and the mean repeat value. */
const UNLOCKED: readonly MetricId[] = ['clv-predicted', 'rfm'];

/** Whether the orders stand for an RFM summary: true counts, first and last days, but placeholders between them. */
export const summaryOnly = ({ sources }: Configuration): boolean =>
  isSummary(sources.orders?.mapping);

/** The metrics that the sources of a run allow. */
export const unlockedMetrics = (configuration: Configuration): readonly Metric[] =>
  summaryOnly(configuration)
    ? METRICS.filter(({ definition }) => UNLOCKED.includes(definition.id))
    : METRICS;

/** What the report says of a run on an RFM summary. */
export const SUMMARY_NOTE =
  'The orders were rebuilt from an RFM summary: how often, how long and how much on average is right, the days between ' +
  'the first and the last purchase are placeholders, and first purchases have no amount. So predicted CLV and RFM ' +
  'groups (by repeat sales) are all that is reported, and the forecast could not be tested on a holdout.';

/** Histories without a holdout and without a calendar: both would be made of placeholders. */
export const withoutPlaceholders = (loader: HistoryLoader): HistoryLoader => ({
  ...loader,
  holdout: async () => [],
  purchases: async () => null,
});

/** Throws `RunRequestError` when the run looks at another day than the one that the summary observed. */
export function refuseOtherCut({ configuration, asOf }: RunRequest): void {
  const observedUntil = configuration.sources.orders?.observedUntil;
  if (!summaryOnly(configuration) || asOf === observedUntil) return;
  throw new RunRequestError(
    `an RFM summary holds one moment only: run with --as-of ${observedUntil}, or correct observedUntil`,
  );
}
