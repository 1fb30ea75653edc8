import {
  type TierThresholds,
  thresholdsText,
  tierMoves,
  tierMovesBy,
} from '../facts/tiers/tier-moves.ts';
import type { Metric } from '../metric.ts';
import { clvTier } from './clv-tier.ts';

/** Tiers with bounds of one's own, in minor units, or by thirds of this close. */
export function clvTierWith(thresholds: TierThresholds): Metric {
  const fact = thresholds === 'previous close' ? tierMoves : tierMovesBy(thresholds);
  return {
    definition: {
      id: 'clv-tier',
      name: 'Value tiers',
      question: 'How many customers are worth much, some or little?',
      formula: 'customers by contribution in the 365 days before the close, against fixed bounds',
      source: 'Zeithaml, Rust & Lemon, The Customer Pyramid (2001)',
      unit: 'count',
      kind: 'stock',
      options: thresholdsText(thresholds),
      tables: ['orders'],
    },
    facts: [fact],
    measure: async (load, context) => clvTier(await load(fact), context, thresholds),
  };
}

/** Bounds are the thirds of the close before, held fixed. */
export const clvTierMetric = clvTierWith('previous close');
