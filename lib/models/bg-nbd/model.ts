import type { TransactionModel } from '../transaction-model.ts';
import { expectedPurchases, purchasesIfAlive } from './expected-purchases.ts';
import { fitBgNbd } from './fit.ts';
import { bgNbdAt } from './parameters.ts';
import { probabilityAlive } from './probability-alive.ts';
import { purchaseMoments } from './purchase-moments.ts';
import { simulatePurchaseTimes } from './simulate.ts';

export const bgNbdModel: TransactionModel = {
  id: 'bg-nbd',
  fit: fitBgNbd,
  lawAt: (logs) => {
    const parameters = bgNbdAt(logs);
    return {
      probabilityAlive: (history) => probabilityAlive(parameters, history),
      purchasesIfAlive: (past, horizon) => purchasesIfAlive(parameters, past, horizon),
      expectedPurchases: (history, horizon) => expectedPurchases(parameters, history, horizon),
      purchaseMoments: (horizon) => purchaseMoments(parameters, horizon),
      simulatePurchaseTimes: (span, random) => simulatePurchaseTimes(parameters, span, random),
    };
  },
};
