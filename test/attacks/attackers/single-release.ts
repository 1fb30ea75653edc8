import type { Side } from '../runs/side.ts';
import { boundsAttack } from './a01-bounds.ts';
import { moneyAttack, smallSumsAttack } from './a01m-money.ts';
import { ratesAttack } from './a01r-rates.ts';
import { artefactsAttack } from './a05-artefacts.ts';
import { canariesAttack } from './a06-canaries.ts';
import { homogeneityAttack } from './a07-homogeneity.ts';
import { patternAttack } from './a08-pattern.ts';
import { insiderAttack } from './a10-insider.ts';
import type { Score } from './score.ts';

/** An attack on what one run lets out. */
export interface Attack {
  readonly name: string;
  readonly on: (side: Side) => Score;
}

const SOME_IDS = 8;

const someIds = ({ delivery: { orders, refunds } }: Side): string[] => [
  ...orders.slice(-SOME_IDS).flatMap(({ id, buyer }) => [id, buyer?.id ?? id]),
  ...refunds.slice(-SOME_IDS).map(({ id }) => id),
];

export const SINGLE_RELEASE_ATTACKS: readonly Attack[] = [
  { name: 'A1 bounds', on: ({ table, truth }) => boundsAttack(table, truth) },
  { name: 'A1m money', on: ({ table, truth }) => moneyAttack(table, truth) },
  { name: 'A1m small groups', on: ({ table, truth }) => smallSumsAttack(table, truth) },
  {
    name: 'A1r rates',
    on: ({ release, table, truth }) => ratesAttack(release, table, truth),
  },
  { name: 'A5 artefacts', on: (side) => artefactsAttack(side.artefacts, side.table, side.truth) },
  { name: 'A6 canaries', on: (side) => canariesAttack(side.artefacts, someIds(side)) },
  { name: 'A7 homogeneity', on: ({ release }) => homogeneityAttack(release) },
  { name: 'A8 pattern', on: ({ release }) => patternAttack(release) },
  { name: 'A10 insider', on: ({ table, truth }) => insiderAttack(table, truth, 1) },
  { name: 'A10 two colluders', on: ({ table, truth }) => insiderAttack(table, truth, 2) },
];
