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
    term: 'CM1, CM2',
    meaning:
      'Contribution margins. CM1 is net revenue less cost of goods; CM2 is CM1 less fulfilment, shipping cost and payment fees.',
    metrics: ['money-ladder', 'segment-profit'],
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
    metrics: ['clv-historic', 'clv-simple', 'clv-predicted', 'clv-contractual'],
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
    term: 'RFM',
    meaning: 'Groups by recency, frequency and money of past orders.',
    metrics: ['rfm'],
  },
];

/** What stands for contribution under the report's margin basis; always said where a margin is assumed. */
export function contributionName({ marginBasis }: ReportHead): string {
  if (marginBasis === 'costs') return 'Contribution CM2';
  return marginBasis === 'assumed' ? 'Contribution (margin assumed)' : 'Net sales';
}
