import type { ReleasedReport, ReportHead, ReportState } from '#lib/privacy/report.ts';
import { bridgeFigures } from './fixture-bridge.ts';
import { campaignFigures } from './fixture-campaigns.ts';
import { cohortFigures } from './fixture-cohorts.ts';
import { equipmentFigures } from './fixture-equipment.ts';
import { loyaltyFigures } from './fixture-loyalty.ts';
import { profitFigures } from './fixture-profit.ts';
import { programmeFigures } from './fixture-programme.ts';
import { riskFigures } from './fixture-risk.ts';
import { subscriptionFigures } from './fixture-subscriptions.ts';
import { supportFigures } from './fixture-support.ts';
import { targetFigures } from './fixture-targets.ts';
import { valueFigures } from './fixture-value.ts';
import { voiceFigures } from './fixture-voice.ts';
import { weekFigures } from './fixture-week.ts';

/** A report with invented figures whose sums, bridge, means and ratios are consistent. */
export function fixtureReport(state: ReportState = 'FINAL'): ReleasedReport {
  const figures = [
    ...weekFigures(),
    ...bridgeFigures(),
    ...equipmentFigures(),
    ...cohortFigures(),
    ...loyaltyFigures(),
    ...programmeFigures(),
    ...campaignFigures(),
    ...subscriptionFigures(),
    ...targetFigures(),
    ...riskFigures(),
    ...voiceFigures(),
    ...supportFigures(),
    ...profitFigures(),
    ...valueFigures(),
  ];
  const withheld = figures.filter(({ reason }) => reason === 'withheld').length;
  return { head: fixtureHead(state), figures, withheld };
}

export const fixtureHead = (state: ReportState): ReportHead => ({
  id: 'weekly',
  edition: 'weekly',
  scope: {},
  title: 'Customer value report',
  business: 'Retail EU',
  state,
  revision: 1,
  asOf: '2026-11-23',
  timeZone: 'Europe/Paris',
  period: '2026-W47',
  priorPeriod: '2026-W46',
  yearAgoPeriod: '2025-W47',
  fiscalWeek: '2026-W47',
  fiscalYearAgo: '2025-W47',
  month: '2026-10',
  priorMonth: '2026-09',
  yearAgoMonth: '2025-10',
  nextBundle: { quarter: '2026-Q4', date: '2027-01-05' },
  currency: 'EUR',
  currencyExponent: 2,
  locale: 'en-IE',
  runId: '7f3c91',
  definitionsVersion: 14,
  forecast: { model: 'pareto-nbd', cuts: ['2025-11-17', '2026-05-18'] },
  k: 10,
  segments: ['group', 'country'],
  cohortGrain: 'month',
  marginBasis: 'costs',
  alerts: { percent: 10, amount: 500 },
  notes: NOTES[state],
  dataTo: {
    orders: '2026-11-24',
    refunds: '2026-11-24',
    marketing_spend: '2026-11-20',
  },
  intake: [
    { table: 'orders', delivered: 413_000, accepted: 412_000, quarantined: 452, duplicates: 1_247 },
    { table: 'refunds', delivered: 30_200, accepted: 30_200, quarantined: 0, duplicates: 0 },
    { table: 'marketing_spend', delivered: 4_380, accepted: 4_380, quarantined: 0, duplicates: 0 },
  ],
  tablesNotSupplied: ['adjustments', 'ledger_totals'],
});

const WARNING = {
  check: 'quarantine-share',
  severity: 'warn',
  message: 'orders: 0.11 % of rows are in quarantine, limit 0.50 % (no FX rate for SEK on 20 Nov).',
} as const;

const NOTES: Readonly<Record<ReportState, ReportHead['notes']>> = {
  FINAL: [WARNING],
  PROVISIONAL: [
    {
      check: 'freshness',
      severity: 'provisional',
      message: 'marketing_spend is 2 days late. FINAL expected Thu 26 Nov 2026 10:00.',
    },
    WARNING,
  ],
  HELD: [
    {
      check: 'ledger-tie',
      severity: 'hold',
      message: '0.84 %, limit 0.10 %, since Tue 24 Nov 07:00.',
    },
  ],
  CORRECTION: [],
  ANALYSIS: [],
};
