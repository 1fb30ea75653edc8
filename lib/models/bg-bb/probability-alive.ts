import type { PurchaseHistory } from '../history.ts';
import { historyPaths } from './history-paths.ts';
import type { BgBbParameters } from './parameters.ts';
import { WeightedPaths } from './weighted-paths.ts';

/** P(active at opportunity n + 1), the next one, given the history (Fader, Hardie & Shang 2010, eq. A10). */
export function probabilityAlive(parameters: BgBbParameters, history: PurchaseHistory): number {
  const { gamma, delta } = parameters;
  const stays = (delta + history.age) / (gamma + delta + history.age);
  return probabilityStayed(parameters, history) * stays;
}

/** P(active through opportunity n, the last one observed). */
export function probabilityStayed(
  parameters: BgBbParameters,
  { frequency, recency, age }: PurchaseHistory,
): number {
  const paths = historyPaths(parameters, age);
  const stayed = paths.stayed(frequency, age);
  const ways = new WeightedPaths();
  ways.add(stayed);
  for (let after = recency; after < age; after += 1) ways.add(paths.left(frequency, after));
  return Math.exp(stayed.log - ways.total().log);
}
