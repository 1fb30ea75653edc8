import { type TierThresholds, tierMoves, tierMovesBy } from '../facts/tiers/tier-moves.ts';
import type { Metric } from '../metric.ts';
import { tierMigration } from './tier-migration.ts';

/** Moves between tiers with bounds of one's own, in minor units, or by thirds of this close. */
export function tierMigrationWith(thresholds: TierThresholds): Metric {
  const fact = thresholds === 'previous close' ? tierMoves : tierMovesBy(thresholds);
  return {
    definition: {
      id: 'tier-migration',
      name: 'Moves between value tiers',
      question: 'Who moves up, and who down?',
      formula: 'customers who move from tier i to tier j / customers in tier i at the close before',
      source: 'Zeithaml, Rust & Lemon, The Customer Pyramid (2001)',
      unit: 'count',
      kind: 'stock',
      options: 'line: share',
      tables: ['orders'],
    },
    facts: [fact],
    measure: async (load, context) => tierMigration(await load(fact), context, thresholds),
  };
}

/** Bounds are the thirds of the close before, held fixed. */
export const tierMigrationMetric = tierMigrationWith('previous close');
