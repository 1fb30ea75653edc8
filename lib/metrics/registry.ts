import { activeCustomersMetric } from './active-customers/metric.ts';
import { apvMetric } from './apv/metric.ts';
import { cacBlendedMetric } from './cac-blended/metric.ts';
import { cacPaidMetric } from './cac-paid/metric.ts';
import { clvPredictedMetric } from './clv-predicted/metric.ts';
import { cohortRetentionMetric } from './cohort-retention/metric.ts';
import { customerValueMetric } from './customer-value/metric.ts';
import type { Metric } from './metric.ts';
import { moneyLadderMetric } from './money-ladder/metric.ts';
import { newCustomersMetric } from './new-customers/metric.ts';
import { purchaseFrequencyMetric } from './purchase-frequency/metric.ts';
import { refundRateMetric } from './refund-rate/metric.ts';
import { returningShareMetric } from './returning-share/metric.ts';
import { revenueRetentionMetric } from './revenue-retention/metric.ts';
import { segmentProfitMetric } from './segment-profit/metric.ts';

/** Every metric, in the order of the report; one line each. */
export const METRICS: readonly Metric[] = [
  moneyLadderMetric,
  activeCustomersMetric,
  newCustomersMetric,
  returningShareMetric,
  apvMetric,
  purchaseFrequencyMetric,
  customerValueMetric,
  refundRateMetric,
  segmentProfitMetric,
  cohortRetentionMetric,
  revenueRetentionMetric,
  clvPredictedMetric,
  cacPaidMetric,
  cacBlendedMetric,
];
