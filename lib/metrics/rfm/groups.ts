/** Scores 1 to 3, 3 the most recent, most frequent or largest third. */
export interface RfmScores {
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
}

/** In the order of the report. */
export const RFM_GROUPS = ['champions', 'loyal', 'recent', 'at-risk', 'others'] as const;
export type RfmGroup = (typeof RFM_GROUPS)[number];

/** The group of a customer; the first that fits, so that every customer is in one group. */
export function rfmGroup({ recency, frequency, monetary }: RfmScores): RfmGroup {
  if (recency === 3 && frequency >= 2 && monetary === 3) return 'champions';
  if (recency >= 2 && frequency >= 2) return 'loyal';
  if (recency === 3) return 'recent';
  if (recency === 1 && (frequency >= 2 || monetary === 3)) return 'at-risk';
  return 'others';
}
