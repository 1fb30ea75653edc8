import type { PurchaseHistory } from '../history.ts';
import { logDropoutOdds } from './dropout-odds.ts';
import type { ParetoNbdParameters } from './parameters.ts';

/** P(still active at T): 1 / (1 + odds of dropout). Schmittlein, Morrison & Colombo 1987. */
export const probabilityAlive = (
  parameters: ParetoNbdParameters,
  history: PurchaseHistory,
): number => 1 / (1 + Math.exp(logDropoutOdds(parameters, history)));
