import * as bgNbd from '../bg-nbd/purchase-moments.ts';
import type { PurchaseHistory } from '../history.ts';
import { afterFirstPurchase, type MbgNbdParameters } from './parameters.ts';
import { probabilityAlive } from './probability-alive.ts';

/**
 * Moments of one customer's purchases in (T, T + horizon], given the parameters: BG/NBD's at b + 1, which differ for
 * one-time buyers only, whom BG/NBD takes as active.
 */
export function purchaseMoments(
  parameters: MbgNbdParameters,
  horizon: number,
): (history: PurchaseHistory) => bgNbd.PurchaseMoments {
  const momentsOf = bgNbd.purchaseMoments(afterFirstPurchase(parameters), horizon);
  return (history) => {
    const { mean, square } = momentsOf(history);
    const alive = history.frequency === 0 ? probabilityAlive(parameters, history) : 1;
    return { mean: alive * mean, square: alive * square };
  };
}
