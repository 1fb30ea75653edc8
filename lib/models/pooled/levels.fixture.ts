import type { SbgParameters } from '../sbg/parameters.ts';
import { simulateRenewals } from '../sbg/simulate.ts';
import type { TenureGroup, TenureLevel } from '../tenure/tenure-group.ts';
import { simulatedTenures } from '../tenure/tenures.fixture.ts';

/** A level of customers simulated by sBG. */
export const level = (name: string, own: SbgParameters, customers: number): TenureLevel => ({
  level: name,
  groups: simulatedTenures((random) => simulateRenewals(own, random), {
    customers,
    longest: 7,
    seed: name,
  }),
});

export const SMALL = level('small', { alpha: 1.5, beta: 1.5 }, 20);
export const LARGE = level('large', { alpha: 0.5, beta: 3 }, 20_000);

/** Few fickle customers, and many faithful ones. */
export const LEVELS = [SMALL, LARGE];

export const everyone = (levels: readonly TenureLevel[]): TenureGroup[] =>
  levels.flatMap(({ groups }) => groups);
