import * as bgNbd from '../bg-nbd/expected-purchases.ts';
import type { PurchaseHistory } from '../history.ts';
import { afterFirstPurchase, type MbgNbdParameters } from './parameters.ts';
import { probabilityAlive } from './probability-alive.ts';

/** Expected purchases in (T, T + horizon], horizon ≥ 0 in the unit of the history. */
export function expectedPurchases(
  parameters: MbgNbdParameters,
  history: PurchaseHistory,
  horizon: number,
): number {
  return probabilityAlive(parameters, history) * purchasesIfAlive(parameters, history, horizon);
}

/** The same of a customer who is active at T: BG/NBD's at b + 1. */
export const purchasesIfAlive = (
  parameters: MbgNbdParameters,
  past: bgNbd.ActivePast,
  horizon: number,
): number => bgNbd.purchasesIfAlive(afterFirstPurchase(parameters), past, horizon);
