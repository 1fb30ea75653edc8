import { cholesky } from '#lib/numerics/cholesky.ts';
import { type Random, randomFrom } from '#lib/numerics/random-from.ts';
import { sampleMultinormal } from '#lib/numerics/sample-multinormal.ts';
import type { Fit } from '../fit.ts';
import { type GammaGammaParameters, gammaGammaAt } from '../gamma-gamma/parameters.ts';
import type { PurchaseLaw } from '../transaction-model.ts';
import { type ScopeCells, scopeCells } from './cells.ts';
import type { ForecastModels, ForecastPlan, ScopedGroup } from './forecast-models.ts';

const DRAWS = 200;

/** Standard deviations of the logarithm of a scope's totals when the parameters vary as their fits allow. */
export interface ParameterErrors {
  readonly purchases: number;
  readonly lifetimeValue: number;
}

interface ParameterPair {
  readonly purchases: PurchaseLaw;
  readonly value: GammaGammaParameters;
}

/**
 * Errors by scope, of histories in the models' time, from draws of the asymptotic normal law of the log parameters. Draws move whole scopes by smooth
 * factors, so each is evaluated on a few coarse cells of histories, whatever the number of groups.
 */
export function parameterErrors(
  groups: readonly ScopedGroup[],
  models: ForecastModels,
  plan: ForecastPlan,
): Map<string, ParameterErrors> {
  const scopes = scopeCells(groups);
  const draws = drawParameters(models, randomFrom(plan.seed));
  const horizon = models.time.ahead(plan.horizon.days / models.daysPerUnit);
  const curves = draws.map(({ purchases, value }): Curve => {
    const expected = [...scopes.cells].map(([cell, history]) => {
      const each = purchases.expectedPurchases(history, horizon);
      return [cell, { each, frequency: history.frequency }] as const;
    });
    return { value, expected: new Map(expected) };
  });
  return new Map(
    [...scopes.byScope].map(([scope, members]) => {
      const totals = curves.map((curve) => totalsOf(members, curve));
      const purchases = logDeviation(totals.map((total) => total.purchases));
      const lifetimeValue = logDeviation(totals.map((total) => total.lifetimeValue));
      return [scope, { purchases, lifetimeValue }];
    }),
  );
}

/** What one draw expects of a customer of each cell. */
interface Curve {
  readonly value: GammaGammaParameters;
  readonly expected: ReadonlyMap<number, { readonly each: number; readonly frequency: number }>;
}

function totalsOf(members: ScopeCells, { value, expected }: Curve): ParameterErrors {
  const { p, q, gamma } = value;
  let purchases = 0;
  let lifetimeValue = 0;
  for (const [cell, { customers, sumMean }] of members) {
    const { each = 0, frequency = 0 } = expected.get(cell) ?? {};
    const meanValues = p * (gamma * customers + frequency * sumMean);
    purchases += customers * each;
    lifetimeValue += (each * meanValues) / (p * frequency + q - 1);
  }
  return { purchases, lifetimeValue };
}

function drawParameters(
  { model, purchases, value }: ForecastModels,
  random: Random,
): ParameterPair[] {
  const nextPurchases = drawerOf(purchases, random);
  const nextValue = drawerOf(value, random);
  return Array.from({ length: DRAWS }, () => ({
    purchases: model.lawAt(nextPurchases()),
    value: withMean(() => gammaGammaAt(nextValue())),
  }));
}

/** Draws without a mean value (q ≤ 1) are no candidates. */
function withMean(draw: () => GammaGammaParameters): GammaGammaParameters {
  for (;;) {
    const drawn = draw();
    if (drawn.q > 1) return drawn;
  }
}

function drawerOf(
  { parameters, covariance }: Fit<Readonly<Record<string, number>>>,
  random: Random,
): () => number[] {
  const logs = Object.values(parameters).map(Math.log);
  const lower = cholesky(covariance) ?? [];
  return () => sampleMultinormal(logs, lower, random);
}

/** Standard deviation of the logarithms of the positive values; 0 where there is nothing to compare. */
function logDeviation(values: readonly number[]): number {
  const logs = values.filter((value) => value > 0).map(Math.log);
  if (logs.length < 2) return 0;
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const squares = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0);
  return Math.sqrt(squares / (logs.length - 1));
}
