import { lawFrom, type TransactionModel } from '../transaction-model.ts';
import { expectedPurchases, purchasesIfAlive } from './expected-purchases.ts';
import { fitBgNbd } from './fit.ts';
import { bgNbdAt } from './parameters.ts';
import { probabilityAlive } from './probability-alive.ts';
import { purchaseMoments } from './purchase-moments.ts';
import { simulatePurchaseTimes } from './simulate.ts';

export const bgNbdModel: TransactionModel = {
  id: 'bg-nbd',
  fit: fitBgNbd,
  lawAt: lawFrom({
    parametersAt: bgNbdAt,
    probabilityAlive,
    purchasesIfAlive,
    expectedPurchases,
    purchaseMoments,
    simulatePurchaseTimes,
  }),
};
