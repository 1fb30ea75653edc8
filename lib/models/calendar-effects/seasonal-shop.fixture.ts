import { randomFrom } from '#lib/numerics/random-from.ts';
import { simulatePurchaseTimes } from '../bg-nbd/simulate.ts';
import type { PlainShop } from '../choice/shops.fixture.ts';

export const SEASONAL_LAW = { r: 0.6, alpha: 6, a: 0.8, b: 2.4 };
export const WEEKS = 156;

/** A wave of a year of 52 weeks: from e^−0.4 to e^0.4. */
export const seasonal = (week: number) => Math.exp(0.4 * Math.sin((2 * Math.PI * week) / 52));

/** Customers who come all the time, and buy by BG/NBD in the time that the factors of the weeks make. */
export function simulatedShop(factorOf: (week: number) => number, count = 5_000): PlainShop {
  const random = randomFrom('calendar');
  const sums = [0];
  for (let week = 0; week < WEEKS; week += 1) sums.push((sums[week] ?? 0) + factorOf(week));
  const total = sums.at(-1) ?? 0;
  const elapsedAt = (time: number) => {
    const week = Math.min(Math.floor(time), WEEKS - 1);
    return (sums[week] ?? 0) + (time - week) * factorOf(week);
  };
  const clockAt = (elapsed: number) => {
    const week = sums.findLastIndex((sum) => sum <= elapsed);
    return week + (elapsed - (sums[week] ?? 0)) / factorOf(week);
  };
  const customers = Array.from({ length: count }, () => {
    const first = WEEKS * random();
    const start = elapsedAt(first);
    const repeats = simulatePurchaseTimes(SEASONAL_LAW, total - start, random);
    const times = [first, ...repeats.map((time) => clockAt(start + time))];
    return [...new Set(times.map((time) => Math.floor(7 * time)))];
  });
  return { name: 'simulated', customers, firstDay: 0, weeks: WEEKS };
}
