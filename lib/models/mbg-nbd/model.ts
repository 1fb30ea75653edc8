import { lawFrom, type TransactionModel } from '../transaction-model.ts';
import { expectedPurchases, purchasesIfAlive } from './expected-purchases.ts';
import { fitMbgNbd } from './fit.ts';
import { mbgNbdAt } from './parameters.ts';
import { probabilityAlive } from './probability-alive.ts';
import { purchaseMoments } from './purchase-moments.ts';
import { simulatePurchaseTimes } from './simulate.ts';

export const mbgNbdModel: TransactionModel = {
  id: 'mbg-nbd',
  fit: fitMbgNbd,
  lawAt: lawFrom({
    parametersAt: mbgNbdAt,
    probabilityAlive,
    purchasesIfAlive,
    expectedPurchases,
    purchaseMoments,
    simulatePurchaseTimes,
  }),
};
