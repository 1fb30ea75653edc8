import fc from 'fast-check';
import * as z from 'zod';
import { groupBy } from '#lib/numerics/group-by.ts';
import { type Random, randomFrom } from '#lib/numerics/random-from.ts';
import { decimal, readTruth } from '../cdnow.fixture.ts';
import type { TenureGroup } from './tenure-group.ts';

const fit = z.object({
  params: z.array(decimal),
  logLik: decimal,
  std_errors: z.array(decimal),
  survival_0_12: z.array(decimal),
  actual_alive: z.array(z.number()),
  retention_rate_t: z.array(decimal).default([]),
  DERL_d10pct: z.record(z.string(), decimal),
  DEL_new_customer_d10pct: decimal,
});

/** A published retention fit: `regular.sbg`, `high_end.sbg`, `regular.bdw`, `high_end.bdw`. */
export function retentionTruth(name: string): z.output<typeof fit> {
  const { fits } = readTruth('retention-sbg-bdw', z.object({ fits: z.record(z.string(), fit) }));
  const own = fits[name];
  if (!own) throw new Error(`no published fit ${name}`);
  return own;
}

/** Tenures of a cohort of which `alive[t]` renewed at least t times, observed for `renewals` renewals. */
export function tenuresOf(alive: readonly number[], renewals: number): TenureGroup[] {
  const lost = Array.from({ length: renewals }, (_, made) => ({
    renewals: made,
    isLost: true,
    customers: (alive[made] ?? 0) - (alive[made + 1] ?? 0),
  }));
  const active = { renewals, isLost: false, customers: alive[renewals] ?? 0 };
  return [...lost, active].filter(({ customers }) => customers > 0);
}

interface Sample {
  readonly customers: number;
  /** Renewals that a cohort can have come to; one cohort of each length from 1. */
  readonly longest: number;
  readonly seed: string;
}

/** Tenures of customers drawn by `draw`, in cohorts of 1, 2, … `longest` renewals so far. */
export function simulatedTenures(
  draw: (random: Random) => number,
  { customers, longest, seed }: Sample,
): TenureGroup[] {
  const random = randomFrom(seed);
  const all = Array.from({ length: customers }, (_, i) => {
    const cohort = 1 + (i % longest);
    const renewals = draw(random);
    return { renewals: Math.min(renewals, cohort), isLost: renewals < cohort };
  });
  const same = groupBy(all, ({ renewals, isLost }) => `${renewals} ${isLost}`);
  return [...same.values()].flatMap((own) =>
    own.slice(0, 1).map((group) => ({ ...group, customers: own.length })),
  );
}

const size = fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 1_000_000 }));

const scatteredUpTo = (longest: number) =>
  fc.array(fc.record({ renewals: fc.nat(longest), isLost: fc.boolean(), customers: size }), {
    maxLength: 12,
  });

/** One cohort with retention rates that rise or fall; from some renewal on, all may renew or none. */
const cohort = fc
  .record({
    customers: size,
    renewals: fc.integer({ min: 1, max: 12 }),
    logit: fc.double({ min: -1, max: 4, noNaN: true }),
    slope: fc.double({ min: -0.3, max: 0.6, noNaN: true }),
    endsAt: fc.nat(36),
    endsWith: fc.constantFrom(0, 1),
  })
  .map(({ customers, renewals, logit, slope, endsAt, endsWith }) => {
    const alive = [customers];
    for (let t = 0; t < renewals; t += 1) {
      const rate = t >= endsAt ? endsWith : 1 / (1 + Math.exp(-logit - slope * t));
      alive.push(Math.round((alive.at(-1) ?? 0) * rate));
    }
    return tenuresOf(alive, renewals);
  });

/** Populations of any shape: nobody leaves, all at once, one customer, a hundred renewals, a million customers. */
export const anyTenures = fc.oneof(
  { weight: 7, arbitrary: cohort },
  { weight: 2, arbitrary: scatteredUpTo(9) },
  { weight: 1, arbitrary: scatteredUpTo(100) },
);

/** ln L where each renewal has the retention rate seen: no model of tenures can have a higher one. */
export function highestLikelihood(groups: readonly TenureGroup[]): number {
  const came = (t: number) => countIf(groups, ({ renewals, isLost }) => renewals + +isLost > t);
  const renewed = (t: number) => countIf(groups, ({ renewals }) => renewals > t);
  const longest = groups.reduce((most, { renewals }) => Math.max(most, renewals), 0);
  return Array.from({ length: longest + 1 }, (_, t) => {
    const [all, kept] = [came(t), renewed(t)];
    return binomial(kept, all) + binomial(all - kept, all);
  }).reduce((sum, own) => sum + own, 0);
}

const countIf = (groups: readonly TenureGroup[], of: (group: TenureGroup) => boolean): number =>
  groups.filter(of).reduce((sum, { customers }) => sum + customers, 0);

const binomial = (part: number, all: number): number =>
  part > 0 ? part * Math.log(part / all) : 0;
