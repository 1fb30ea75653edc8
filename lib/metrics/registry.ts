import { abLiftMetric } from './ab-lift/metric.ts';
import { activeCustomersMetric } from './active-customers/metric.ts';
import { ageingMetric } from './ageing/metric.ts';
import { apvMetric } from './apv/metric.ts';
import { arpaMetric } from './arpa/metric.ts';
import { aspMetric } from './asp/metric.ts';
import { attachLiftMetric } from './attach-lift/metric.ts';
import { attachRateMetric } from './attach-rate/metric.ts';
import { attritionRateMetric } from './attrition-rate/metric.ts';
import { averageLifetimeMetric } from './average-lifetime/metric.ts';
import { breakageRateMetric } from './breakage-rate/metric.ts';
import { burnMultipleMetric } from './burn-multiple/metric.ts';
import { cacBlendedMetric } from './cac-blended/metric.ts';
import { cacLoadedMetric } from './cac-loaded/metric.ts';
import { cacPaidMetric } from './cac-paid/metric.ts';
import { cancellationRiskMetric } from './cancellation-risk/metric.ts';
import { cesMetric } from './ces/metric.ts';
import { channelScorecardMetric } from './channel-scorecard/metric.ts';
import { clvCacMetric } from './clv-cac/metric.ts';
import { clvConstantMetric } from './clv-constant/metric.ts';
import { clvContractualMetric } from './clv-contractual/metric.ts';
import { clvCurveMetric } from './clv-curve/metric.ts';
import { clvGrowthMetric } from './clv-growth/metric.ts';
import { clvHistoricMetric } from './clv-historic/metric.ts';
import { clvPredictedMetric } from './clv-predicted/metric.ts';
import { clvSimpleMetric } from './clv-simple/metric.ts';
import { clvTierMetric } from './clv-tier/metric.ts';
import { clvTotalMetric } from './clv-total/metric.ts';
import { cohortRetentionMetric } from './cohort-retention/metric.ts';
import { completenessMetric } from './completeness/metric.ts';
import { concentrationMetric } from './concentration/metric.ts';
import { contactRateMetric } from './contact-rate/metric.ts';
import { contributionMetric } from './contribution/metric.ts';
import { csatMetric } from './csat/metric.ts';
import { customerValueMetric } from './customer-value/metric.ts';
import { dsoMetric } from './dso/metric.ts';
import { equipmentRateMetric } from './equipment-rate/metric.ts';
import { expectedLossMetric } from './expected-loss/metric.ts';
import { firstContactResolutionMetric } from './first-contact-resolution/metric.ts';
import { freshnessMetric } from './freshness/metric.ts';
import { fxEffectMetric } from './fx-effect/metric.ts';
import { grrMetric } from './grr/metric.ts';
import { idealProfileMetric } from './ideal-profile/metric.ts';
import { issueReachMetric } from './issue-reach/metric.ts';
import { journeyStepMetric } from './journey-step/metric.ts';
import { lapseRateMetric } from './lapse-rate/metric.ts';
import { lateShareMetric } from './late-share/metric.ts';
import { ledgerTieMetric } from './ledger-tie/metric.ts';
import { logoChurnMetric } from './logo-churn/metric.ts';
import { lossMakingMetric } from './loss-making/metric.ts';
import { loyaltyParticipationMetric } from './loyalty-participation/metric.ts';
import { magicNumberMetric } from './magic-number/metric.ts';
import { marketingRoiMetric } from './marketing-roi/metric.ts';
import type { Metric } from './metric.ts';
import { moneyLadderMetric } from './money-ladder/metric.ts';
import { mrrMovementsMetric } from './mrr-movements/metric.ts';
import { multiEquippedMetric } from './multi-equipped/metric.ts';
import { netPerceivedValueMetric } from './net-perceived-value/metric.ts';
import { newCustomersMetric } from './new-customers/metric.ts';
import { npsMetric } from './nps/metric.ts';
import { npsChangeMetric } from './nps-change/metric.ts';
import { nrrMetric } from './nrr/metric.ts';
import { pacingMetric } from './pacing/metric.ts';
import { paybackMetric } from './payback/metric.ts';
import { paybackMrrMetric } from './payback-mrr/metric.ts';
import { penetrationMetric } from './penetration/metric.ts';
import { perceivedValueMetric } from './perceived-value/metric.ts';
import { pointsLiabilityMetric } from './points-liability/metric.ts';
import { purchaseFrequencyMetric } from './purchase-frequency/metric.ts';
import { quarantineShareMetric } from './quarantine-share/metric.ts';
import { quickRatioMetric } from './quick-ratio/metric.ts';
import { rateMixMetric } from './rate-mix/metric.ts';
import { redemptionRateMetric } from './redemption-rate/metric.ts';
import { refundRateMetric } from './refund-rate/metric.ts';
import { repeatRateMetric } from './repeat-rate/metric.ts';
import { responseRateMetric } from './response-rate/metric.ts';
import { restatementMetric } from './restatement/metric.ts';
import { retentionLeverageMetric } from './retention-leverage/metric.ts';
import { retentionRateMetric } from './retention-rate/metric.ts';
import { returningShareMetric } from './returning-share/metric.ts';
import { revenueBridgeMetric } from './revenue-bridge/metric.ts';
import { revenueRetentionMetric } from './revenue-retention/metric.ts';
import { rfmMetric } from './rfm/metric.ts';
import { roasMetric } from './roas/metric.ts';
import { segmentProfitMetric } from './segment-profit/metric.ts';
import { shapleyMetric } from './shapley/metric.ts';
import { srmMetric } from './srm/metric.ts';
import { switchingRateMetric } from './switching-rate/metric.ts';
import { targetAttainmentMetric } from './target-attainment/metric.ts';
import { themeImpactMetric } from './theme-impact/metric.ts';
import { themeShareMetric } from './theme-share/metric.ts';
import { themeTrendMetric } from './theme-trend/metric.ts';
import { tierMigrationMetric } from './tier-migration/metric.ts';
import { tierScorecardMetric } from './tier-scorecard/metric.ts';
import { whaleCurveMetric } from './whale-curve/metric.ts';

/** Every metric, in the order of the report; one line each. */
export const METRICS: readonly Metric[] = [
  moneyLadderMetric,
  revenueBridgeMetric,
  shapleyMetric,
  rateMixMetric,
  fxEffectMetric,
  mrrMovementsMetric,
  restatementMetric,
  activeCustomersMetric,
  newCustomersMetric,
  returningShareMetric,
  apvMetric,
  purchaseFrequencyMetric,
  customerValueMetric,
  refundRateMetric,
  segmentProfitMetric,
  equipmentRateMetric,
  multiEquippedMetric,
  penetrationMetric,
  attachRateMetric,
  attachLiftMetric,
  contributionMetric,
  lossMakingMetric,
  whaleCurveMetric,
  concentrationMetric,
  idealProfileMetric,
  repeatRateMetric,
  cohortRetentionMetric,
  revenueRetentionMetric,
  clvHistoricMetric,
  clvSimpleMetric,
  clvPredictedMetric,
  clvContractualMetric,
  clvConstantMetric,
  clvGrowthMetric,
  clvCurveMetric,
  clvTotalMetric,
  averageLifetimeMetric,
  retentionLeverageMetric,
  nrrMetric,
  grrMetric,
  quickRatioMetric,
  arpaMetric,
  aspMetric,
  logoChurnMetric,
  retentionRateMetric,
  attritionRateMetric,
  cacPaidMetric,
  cacBlendedMetric,
  cacLoadedMetric,
  clvCacMetric,
  paybackMetric,
  marketingRoiMetric,
  roasMetric,
  channelScorecardMetric,
  journeyStepMetric,
  paybackMrrMetric,
  magicNumberMetric,
  burnMultipleMetric,
  ageingMetric,
  dsoMetric,
  expectedLossMetric,
  cancellationRiskMetric,
  switchingRateMetric,
  lapseRateMetric,
  issueReachMetric,
  contactRateMetric,
  firstContactResolutionMetric,
  npsMetric,
  npsChangeMetric,
  csatMetric,
  cesMetric,
  perceivedValueMetric,
  netPerceivedValueMetric,
  responseRateMetric,
  themeShareMetric,
  themeImpactMetric,
  themeTrendMetric,
  rfmMetric,
  clvTierMetric,
  tierMigrationMetric,
  loyaltyParticipationMetric,
  tierScorecardMetric,
  redemptionRateMetric,
  breakageRateMetric,
  pointsLiabilityMetric,
  targetAttainmentMetric,
  pacingMetric,
  srmMetric,
  abLiftMetric,
  ledgerTieMetric,
  freshnessMetric,
  completenessMetric,
  lateShareMetric,
  quarantineShareMetric,
];
