import { activeCustomersMetric } from './active-customers/metric.ts';
import { apvMetric } from './apv/metric.ts';
import { cacBlendedMetric } from './cac-blended/metric.ts';
import { cacLoadedMetric } from './cac-loaded/metric.ts';
import { cacPaidMetric } from './cac-paid/metric.ts';
import { clvCacMetric } from './clv-cac/metric.ts';
import { clvContractualMetric } from './clv-contractual/metric.ts';
import { clvHistoricMetric } from './clv-historic/metric.ts';
import { clvPredictedMetric } from './clv-predicted/metric.ts';
import { clvSimpleMetric } from './clv-simple/metric.ts';
import { clvTierMetric } from './clv-tier/metric.ts';
import { cohortRetentionMetric } from './cohort-retention/metric.ts';
import { customerValueMetric } from './customer-value/metric.ts';
import { marketingRoiMetric } from './marketing-roi/metric.ts';
import type { Metric } from './metric.ts';
import { moneyLadderMetric } from './money-ladder/metric.ts';
import { newCustomersMetric } from './new-customers/metric.ts';
import { paybackMetric } from './payback/metric.ts';
import { purchaseFrequencyMetric } from './purchase-frequency/metric.ts';
import { refundRateMetric } from './refund-rate/metric.ts';
import { repeatRateMetric } from './repeat-rate/metric.ts';
import { returningShareMetric } from './returning-share/metric.ts';
import { revenueRetentionMetric } from './revenue-retention/metric.ts';
import { rfmMetric } from './rfm/metric.ts';
import { roasMetric } from './roas/metric.ts';
import { segmentProfitMetric } from './segment-profit/metric.ts';
import { tierMigrationMetric } from './tier-migration/metric.ts';

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
  repeatRateMetric,
  cohortRetentionMetric,
  revenueRetentionMetric,
  clvHistoricMetric,
  clvSimpleMetric,
  clvPredictedMetric,
  clvContractualMetric,
  cacPaidMetric,
  cacBlendedMetric,
  cacLoadedMetric,
  clvCacMetric,
  paybackMetric,
  marketingRoiMetric,
  roasMetric,
  rfmMetric,
  clvTierMetric,
  tierMigrationMetric,
];
