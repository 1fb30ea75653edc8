import type { Random } from '#lib/numerics/random-from.ts';
import * as bgNbd from '../bg-nbd/simulate.ts';
import { afterFirstPurchase, type MbgNbdParameters } from './parameters.ts';

/**
 * Times of one new customer's repeat purchases within `span` after the first, ascending, in the unit of alpha: none if
 * the customer leaves after the first purchase, else those of BG/NBD at b + 1.
 */
export function simulatePurchaseTimes(
  parameters: MbgNbdParameters,
  span: number,
  random: Random,
): number[] {
  const { a, b } = parameters;
  if (random() < a / (a + b)) return [];
  return bgNbd.simulatePurchaseTimes(afterFirstPurchase(parameters), span, random);
}
