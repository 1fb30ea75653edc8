import type { PrintedFigure } from '../leaving/printed-figure.ts';
import { keyOf } from '../shop/cell-name.ts';
import { changesOf, isSecretChange, type KeptRelease } from './changes.ts';
import { type Score, scoreOf, sumOf } from './score.ts';

const MEANS = new Set(['cohort-retention', 'repeat-rate', 'clv-historic']);
const WHOLE = 1e-6;

/**
 * A2 by a mean or a rate of a cohort whose size was printed before: times its base it is a whole number of customers or
 * cents. Where it is one for another size and not for the printed one, the cohort has changed, and by whom it has.
 */
export const basesAttack = (releases: readonly KeptRelease[]): Score =>
  sumOf(releases.slice(1).map((later, i) => baseAttack(releases.slice(0, i + 1), later)));

function baseAttack(earlier: readonly KeptRelease[], later: KeptRelease): Score {
  const cohorts = [...new Set(later.figures.flatMap(({ scope }) => scope['cohort'] ?? []))];
  const outcomes = cohorts.flatMap((cohort) => {
    const size = { measure: 'cohort-size', period: cohort, scope: { cohort } };
    const first = earlier.find(({ table }) => table.known.has(keyOf(size)));
    const printed = first?.table.known.get(keyOf(size));
    if (first === undefined || printed === undefined) return [];
    const now = later.truth.contributions(size);
    if (!isSecretChange(changesOf(first.truth.contributions(size), now), true)) return [];
    const own = later.figures.filter(
      ({ metric, period }) => MEANS.has(metric) && period === cohort,
    );
    return [
      { cohort, told: own.some((figure) => isOf(figure, now.size) && !isOf(figure, printed)) },
    ];
  });
  const hits = outcomes.filter(({ told }) => told);
  return scoreOf(
    outcomes.length,
    hits.map(({ cohort }) => `size of ${cohort} on ${later.asOf}`),
  );
}

/** Whether the figure can be of so many customers. */
function isOf({ value, scope }: PrintedFigure, customers: number): boolean {
  if (value === null || Object.keys(scope).some((name) => name !== 'cohort' && name !== 'age'))
    return false;
  const sum = value * customers;
  return Math.abs(sum - Math.round(sum)) < WHOLE;
}
