import type { RipeMonth } from '../facts/cohorts/ripe-months.ts';

const FEWEST_MONTHS = 3;

/**
 * Growth a month of the contribution of a customer who orders, relative to its mean: the slope over the months of life after
 * the one of entry, each weighted by those who ordered. Null with fewer than three such months or a mean that is not positive.
 */
export function relativeGrowth(months: readonly RipeMonth[]): number | null {
  const points = months
    .filter(({ age, active }) => age > 0 && active.total > 0)
    .map(({ age, active, contribution }) => ({
      age,
      weight: active.total,
      value: contribution.total / active.total,
    }));
  const mean = (pick: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + point.weight * pick(point), 0) /
    points.reduce((sum, { weight }) => sum + weight, 0);
  if (points.length < FEWEST_MONTHS) return null;
  const [age, value] = [mean((point) => point.age), mean((point) => point.value)];
  if (value <= 0) return null;
  const covariance = mean((point) => (point.age - age) * (point.value - value));
  return covariance / mean((point) => (point.age - age) ** 2) / value;
}
