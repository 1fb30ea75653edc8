import type { PurchaseHistory } from '../history.ts';
import { noNodes, placeNodes } from './dropout-nodes.ts';
import type { ParetoNbdParameters } from './parameters.ts';
import { reachOf, silenceOf } from './silence.ts';

/**
 * Logarithm of the odds that the customer has dropped out by T; −∞ for one who just bought.
 *
 * The odds are s (α+T)^(r+x) (β+T)^s A₀, A₀ = ∫ (α+u)^−(r+x) (β+u)^−(s+1) du from t_x to T (Fader & Hardie 2005,
 * "A Note on Deriving the Pareto/NBD Model and Related Expressions"). A₀ is integrated: its closed form is a difference
 * of two ₂F₁ that cancels.
 */
export function logDropoutOdds(parameters: ParetoNbdParameters, history: PurchaseHistory): number {
  if (history.age === history.recency) return Number.NEGATIVE_INFINITY;
  const shape = parameters.r + history.frequency;
  const silence = silenceOf(parameters, history);
  const nodes = noNodes();
  placeNodes(nodes, silence, reachOf(silence, shape));
  let sum = 0;
  for (let i = 0; i < nodes.count; i += 1) {
    sum += (nodes.mass[i] ?? 0) * Math.exp(-shape * (nodes.growth[i] ?? 0));
  }
  return shape * silence.growth + silence.s * silence.betaGrowth + Math.log(sum);
}
