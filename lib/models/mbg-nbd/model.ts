import type { TransactionModel } from '../transaction-model.ts';
import { expectedPurchases, purchasesIfAlive } from './expected-purchases.ts';
import { fitMbgNbd } from './fit.ts';
import { mbgNbdAt } from './parameters.ts';
import { probabilityAlive } from './probability-alive.ts';
import { purchaseMoments } from './purchase-moments.ts';
import { simulatePurchaseTimes } from './simulate.ts';

export const mbgNbdModel: TransactionModel = {
  id: 'mbg-nbd',
  fit: fitMbgNbd,
  lawAt: (logs) => {
    const parameters = mbgNbdAt(logs);
    return {
      probabilityAlive: (history) => probabilityAlive(parameters, history),
      purchasesIfAlive: (past, horizon) => purchasesIfAlive(parameters, past, horizon),
      expectedPurchases: (history, horizon) => expectedPurchases(parameters, history, horizon),
      purchaseMoments: (horizon) => purchaseMoments(parameters, horizon),
      simulatePurchaseTimes: (span, random) => simulatePurchaseTimes(parameters, span, random),
    };
  },
};
