import { basesAttack } from './a02-bases.ts';
import { growthAttack, pairsAttack, stackAttack, stockAttack } from './a02-release-pairs.ts';
import { rowCountsAttack } from './a02-row-counts.ts';
import type { KeptRelease } from './changes.ts';
import type { Score } from './score.ts';

/** An attack on every release that a reader has kept. */
export interface LongAttack {
  readonly name: string;
  readonly on: (releases: readonly KeptRelease[]) => Score;
}

export const MANY_RELEASES_ATTACKS: readonly LongAttack[] = [
  { name: 'A2 all pairs, any sign', on: pairsAttack },
  { name: 'A2 all pairs, growth only', on: growthAttack },
  { name: 'A2 joined', on: stackAttack },
  { name: 'A2 stocks', on: stockAttack },
  { name: 'A2 bases of means', on: basesAttack },
  { name: 'A2 row counts', on: rowCountsAttack },
];
