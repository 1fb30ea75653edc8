import { lawFrom, type TransactionModel } from '../transaction-model.ts';
import { expectedPurchases, purchasesIfAlive } from './expected-purchases.ts';
import { fitParetoNbd } from './fit.ts';
import { paretoNbdAt } from './parameters.ts';
import { probabilityAlive } from './probability-alive.ts';
import { purchaseMoments } from './purchase-moments.ts';
import { simulatePurchaseTimes } from './simulate.ts';

export const paretoNbdModel: TransactionModel = {
  id: 'pareto-nbd',
  fit: fitParetoNbd,
  lawAt: lawFrom({
    parametersAt: paretoNbdAt,
    probabilityAlive,
    purchasesIfAlive,
    expectedPurchases,
    purchaseMoments,
    simulatePurchaseTimes,
  }),
};
