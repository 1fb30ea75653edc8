import type { ReportHead } from '#lib/privacy/report.ts';

/** Words that a reader may look up, with the formula where there is one. Printed when the report uses them. */
export interface Term {
  readonly term: string;
  readonly meaning: string;
  /** Metrics that use the word. */
  readonly metrics: readonly string[];
}

export const GLOSSARY: readonly Term[] = [
  {
    term: 'Net revenue',
    meaning: 'Gross sales less discounts and refunds, plus shipping charged; without tax.',
    metrics: ['money-ladder'],
  },
  {
    term: 'CM1, CM2, CM3',
    meaning:
      'Contribution margins. CM1 is net revenue less cost of goods; CM2 is CM1 less fulfilment, shipping cost and payment fees; CM3 is CM2 less cost to serve and retention marketing.',
    metrics: ['money-ladder', 'segment-profit', 'contribution', 'loss-making'],
  },
  {
    term: 'Reactivated, returning',
    meaning: 'No order in the week before; the last one more than 90 days ago, or within them.',
    metrics: ['revenue-bridge'],
  },
  {
    term: 'Shapley',
    meaning:
      'What a driver adds to a change, averaged over all orders in which drivers can change.',
    metrics: ['shapley'],
  },
  {
    term: 'Rate, mix',
    meaning: 'Margins of segments moved, or their shares of net revenue did.',
    metrics: ['rate-mix'],
  },
  {
    term: 'New customer',
    meaning: 'A customer whose first order ever falls in the period.',
    metrics: ['new-customers'],
  },
  {
    term: 'Repeat rate',
    meaning: 'Share of a cohort that ordered again within the stated days of their first order.',
    metrics: ['repeat-rate'],
  },
  {
    term: 'Cohort',
    meaning: 'Customers by the month of their first order. M0 is that month, M1 the next.',
    metrics: ['cohort-retention', 'clv-historic', 'revenue-retention'],
  },
  {
    term: 'CLV',
    meaning:
      'Customer lifetime value: contribution per acquired customer up to a stated age. A horizon is always printed; acquisition cost is never taken off.',
    metrics: ['clv-historic', 'clv-simple', 'clv-predicted', 'clv-contractual', 'clv-curve'],
  },
  {
    term: 'CAC',
    meaning:
      'Customer acquisition cost. Paid: media spend per customer attributed to paid channels. Blended: the same spend per new customer. Loaded: all acquisition cost per new customer.',
    metrics: ['cac-loaded', 'cac-blended', 'cac-paid'],
  },
  {
    term: 'CLV:CAC',
    meaning:
      'CLV to the stated age over acquisition spend of the same cohort. Above 3 GREEN, below 2 RED.',
    metrics: ['clv-cac'],
  },
  {
    term: 'Payback',
    meaning: 'Days until cumulative contribution per customer covers loaded CAC.',
    metrics: ['payback'],
  },
  {
    term: 'ROI, ROAS',
    meaning:
      'Return on acquisition spend: contribution less spend, over spend; and attributed sales over spend. Attributed means by the last touch, not proof of cause.',
    metrics: ['marketing-roi', 'roas'],
  },
  {
    term: 'MRR, ARR',
    meaning:
      'Monthly and annual recurring revenue: what active subscriptions pay a month, after coupons and without tax; times 12.',
    metrics: ['mrr-movements', 'arpa', 'magic-number', 'burn-multiple'],
  },
  {
    term: 'NRR, GRR',
    meaning:
      'Net and gross revenue retention: MRR of the customers of 12 months ago, now over then. Net counts what they added, gross does not; who left and returned counts as lost.',
    metrics: ['nrr', 'grr'],
  },
  {
    term: 'ARPA, ASP',
    meaning: 'MRR per paying account at the month close; new MRR per new account.',
    metrics: ['arpa', 'asp'],
  },
  {
    term: 'Quick ratio',
    meaning: 'New, expansion and reactivation MRR over contraction and churn.',
    metrics: ['quick-ratio'],
  },
  {
    term: 'Logo churn',
    meaning:
      'Subscribers at the start of the month who pay nothing at its end. Gross: all who ended within it, of all who paid. Sum of days: daily rates added up.',
    metrics: ['logo-churn'],
  },
  {
    term: 'Magic number, burn multiple',
    meaning:
      'ARR added in a quarter over sales and marketing of the quarter before; cash burnt in it over ARR added.',
    metrics: ['magic-number', 'burn-multiple'],
  },
  {
    term: 'NPS',
    meaning:
      'Net promoter score: of 100 answers those of 9 and 10 (promoters) less those of 0 to 6 (detractors). The impact of a theme is NPS less NPS without the answers that voice it.',
    metrics: ['nps', 'nps-change', 'theme-impact'],
  },
  {
    term: 'CSAT, CES',
    meaning:
      'Customer satisfaction: share of answers in the top two of the scale. Customer effort score: mean answer of 1 to 7, where 7 is the easiest.',
    metrics: ['csat', 'ces'],
  },
  {
    term: 'Perceived value',
    meaning:
      'Rated benefits and costs as points of 0 to 100: functional, emotional, social and economic; all of them is the mean of the dimensions, net benefits are benefits less costs.',
    metrics: ['perceived-value', 'net-perceived-value'],
  },
  {
    term: 'DSO',
    meaning:
      'Days sales outstanding: unpaid invoices over what was invoiced in three months, times their days.',
    metrics: ['dso'],
  },
  {
    term: 'Lapsed',
    meaning:
      'Without an order for longer than nine of ten gaps between the orders of the two years before.',
    metrics: ['lapse-rate'],
  },
  {
    term: 'Attribution model',
    meaning:
      'How a new customer is credited to the touches of the 30 days before the first order: the last, the first, all alike (linear), or 40 % first, 40 % last, 20 % between (position).',
    metrics: ['channel-scorecard'],
  },
  {
    term: 'p (Holm)',
    meaning:
      'How likely a difference at least as large would be without any effect, made larger for how many are compared.',
    metrics: ['ab-lift'],
  },
  {
    term: 'Breakage',
    meaning: 'Loyalty points that expire before they are used, as a share of those given.',
    metrics: ['breakage-rate', 'points-liability'],
  },
  {
    term: 'RFM',
    meaning: 'Groups by recency, frequency and money of past orders.',
    metrics: ['rfm'],
  },
  {
    term: 'Of target',
    meaning:
      'Actual over target, or target over actual where less is better. At least 100 % GREEN, within the tolerance of the target AMBER, else RED.',
    metrics: ['target-attainment'],
  },
  {
    term: 'Pacing',
    meaning:
      'The open month to date over its target, times the share of the month that was done by the same day a year ago.',
    metrics: ['pacing'],
  },
];

/** What stands for contribution under the report's margin basis; always said where a margin is assumed. */
export function contributionName({ marginBasis }: ReportHead): string {
  if (marginBasis === 'costs') return 'Contribution CM2';
  return marginBasis === 'assumed' ? 'Contribution (margin assumed)' : 'Net sales';
}

/** What a segment sold: net of refunds, with shipping where costs are known, since only then its cost is too. */
export const segmentRevenue = ({ marginBasis }: ReportHead) =>
  marginBasis === 'costs'
    ? { title: 'Net revenue', line: 'net-revenue' }
    : { title: 'Net sales', line: 'net-sales' };
