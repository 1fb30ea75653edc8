import type { Measured } from '#lib/privacy/report.ts';
import { TierTable } from '../facts/tiers/tier-cells.ts';
import {
  TIERS,
  type TierMove,
  type TierThresholds,
  thresholdsText,
} from '../facts/tiers/tier-moves.ts';
import { totalFigure } from '../figures.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { MeasureContext } from '../metric.ts';

/** Customers by tier at the close, of those who ordered in the 365 days before it. */
export function clvTier(
  moves: readonly TierMove[],
  context: MeasureContext,
  thresholds: TierThresholds = 'previous close',
): Measured {
  if (moves.length === 0) return NOTHING_MEASURED;
  const table = new TierTable(moves, context, thresholds);
  const options = thresholdsText(thresholds);
  return {
    figures: TIERS.map((tier) => {
      const cell = table.now(tier);
      const name = { metric: 'clv-tier', options, period: table.period, scope: { tier } };
      return totalFigure(name, 'count', cell);
    }),
    ...table.tiers(),
  };
}
