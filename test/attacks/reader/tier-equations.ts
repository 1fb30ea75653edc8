import type { PrintedRelease } from '../leaving/printed-figure.ts';
import type { CellName } from '../shop/cell-name.ts';
import type { Sums } from './sums.ts';

const TIERS = ['high', 'mid', 'low'];
const PLACES = [...TIERS, 'none'];

/** Who was in a tier goes somewhere, who is in one comes from somewhere, and who does not go there goes elsewhere. */
export function addTiers({ figures }: PrintedRelease, sums: Sums): void {
  const period = figures.find(({ metric }) => metric === 'tier-migration')?.period;
  if (period === undefined) return;
  const cell = (measure: string, scope: CellName['scope']): CellName => ({
    measure,
    period,
    scope,
  });
  const move = (from: string, to: string): CellName => cell('tier-customers', { from, to });
  for (const to of TIERS)
    sums.add(
      cell('tier-customers', { to }),
      PLACES.map((from) => move(from, to)),
    );
  for (const from of TIERS) {
    const whole = cell('tier-customers', { from });
    sums.add(
      whole,
      PLACES.map((to) => move(from, to)),
    );
    for (const to of PLACES)
      sums.add(whole, [move(from, to), cell('tier-elsewhere-customers', { from, to })]);
  }
}
