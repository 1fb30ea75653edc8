import type { TransactionModel } from '../transaction-model.ts';
import { expectedPurchases, purchasesIfAlive } from './expected-purchases.ts';
import { fitParetoNbd } from './fit.ts';
import { paretoNbdAt } from './parameters.ts';
import { probabilityAlive } from './probability-alive.ts';
import { purchaseMoments } from './purchase-moments.ts';
import { simulatePurchaseTimes } from './simulate.ts';

export const paretoNbdModel: TransactionModel = {
  id: 'pareto-nbd',
  fit: fitParetoNbd,
  lawAt: (logs) => {
    const parameters = paretoNbdAt(logs);
    return {
      probabilityAlive: (history) => probabilityAlive(parameters, history),
      purchasesIfAlive: (past, horizon) => purchasesIfAlive(parameters, past, horizon),
      expectedPurchases: (history, horizon) => expectedPurchases(parameters, history, horizon),
      purchaseMoments: (horizon) => purchaseMoments(parameters, horizon),
      simulatePurchaseTimes: (span, random) => simulatePurchaseTimes(parameters, span, random),
    };
  },
};
