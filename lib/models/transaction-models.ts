import { bgNbdModel } from './bg-nbd/model.ts';
import { mbgNbdModel } from './mbg-nbd/model.ts';
import { paretoNbdModel } from './pareto-nbd/model.ts';
import type { TransactionModel } from './transaction-model.ts';

const MODELS = {
  'bg-nbd': bgNbdModel,
  'mbg-nbd': mbgNbdModel,
  'pareto-nbd': paretoNbdModel,
} as const;

/** All of them; the first stands unless another is clearly better. */
export const TRANSACTION_MODELS: readonly TransactionModel[] = Object.values(MODELS);

export const transactionModel = (id: TransactionModel['id']): TransactionModel => MODELS[id];
