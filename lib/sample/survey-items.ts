/** One item of the survey with the probability of each score. */
export interface Answer {
  readonly item: string;
  readonly metric: 'nps' | 'csat' | 'ces' | 'perval';
  readonly min: number;
  readonly max: number;
  readonly scores: readonly { readonly score: number; readonly share: number }[];
  readonly dimension?: 'functional' | 'emotional' | 'social' | 'economic';
  readonly role?: 'benefit' | 'cost';
}

const scores = (from: number, shares: readonly number[]): Answer['scores'] =>
  shares.map((share, at) => ({ score: from + at, share }));

/** Promoters 50 %, detractors 19 %; satisfied 83 %; easy 78 %. */
export const SCORES: readonly Answer[] = [
  {
    item: 'recommend',
    metric: 'nps',
    min: 0,
    max: 10,
    scores: scores(0, [0.01, 0.01, 0.01, 0.02, 0.03, 0.05, 0.06, 0.12, 0.19, 0.24, 0.26]),
  },
  {
    item: 'satisfied',
    metric: 'csat',
    min: 1,
    max: 5,
    scores: scores(1, [0.03, 0.04, 0.1, 0.43, 0.4]),
  },
  {
    item: 'easy',
    metric: 'ces',
    min: 1,
    max: 7,
    scores: scores(1, [0.02, 0.03, 0.06, 0.11, 0.25, 0.3, 0.23]),
  },
];

/** What the scores of recommendation above amount to. */
export const TRUE_NPS = 31;

const BENEFIT = scores(1, [0.05, 0.1, 0.2, 0.4, 0.25]);
const COST = scores(1, [0.3, 0.35, 0.2, 0.1, 0.05]);

const rated = (item: string, shares: Answer['scores']) =>
  ({ item, metric: 'perval', min: 1, max: 5, scores: shares }) as const;

/** Short form of perceived value: a benefit of each dimension and two costs. */
export const PERCEIVED_VALUE: readonly Answer[] = [
  ...(['functional', 'emotional', 'social', 'economic'] as const).map(
    (dimension): Answer => ({
      ...rated(`benefit-${dimension}`, BENEFIT),
      dimension,
      role: 'benefit',
    }),
  ),
  { ...rated('cost-price', COST), dimension: 'economic', role: 'cost' },
  { ...rated('cost-effort', COST), dimension: 'functional', role: 'cost' },
];

interface Theme {
  readonly theme: string;
  readonly share: number;
}

/** What comments are about, by kind of answer. */
export const THEMES: Readonly<Record<'detractor' | 'other', readonly Theme[]>> = {
  detractor: [
    { theme: 'delivery-delay', share: 0.5 },
    { theme: 'price', share: 0.3 },
    { theme: 'packaging', share: 0.2 },
  ],
  other: [
    { theme: 'taste', share: 0.5 },
    { theme: 'service', share: 0.3 },
    { theme: 'delivery-delay', share: 0.2 },
  ],
};

/** A theme that begins to be voiced in the last closed month, in this share of comments with a theme. */
export const EMERGING = { theme: 'checkout-error', share: 0.2 } as const;
