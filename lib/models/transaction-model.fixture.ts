import fc from 'fast-check';
import { randomFrom } from '#lib/numerics/random-from.ts';
import { bgNbdModel } from './bg-nbd/model.ts';
import { historyAt } from './bg-nbd/simulate.ts';
import { type Fit, wasRefused } from './fit.ts';
import type { HistoryGroup } from './history.ts';
import { mbgNbdModel } from './mbg-nbd/model.ts';
import { paretoNbdModel } from './pareto-nbd/model.ts';
import type { PurchaseLaw, TransactionModel } from './transaction-model.ts';

const BETA_GEOMETRIC = { r: 0.45, alpha: 5.5, a: 1.1, b: 2.5 };
const PARETO = { r: 0.55, alpha: 10.5, s: 0.6, beta: 11.5 };

/** A model and parameters of a plausible shop, in weeks. */
export interface Subject {
  readonly model: TransactionModel;
  readonly parameters: Readonly<Record<string, number>>;
  readonly law: PurchaseLaw;
}

const subject = (model: TransactionModel, parameters: Subject['parameters']): Subject => ({
  model,
  parameters,
  law: lawOf(model, parameters),
});

export const lawOf = (model: TransactionModel, parameters: Subject['parameters']): PurchaseLaw =>
  model.lawAt(Object.values(parameters).map(Math.log));

export const SUBJECTS: readonly Subject[] = [
  subject(bgNbdModel, BETA_GEOMETRIC),
  subject(mbgNbdModel, BETA_GEOMETRIC),
  subject(paretoNbdModel, PARETO),
];

/** Simulated customers, observed for 20 to 80 weeks. */
export function populationOf({ law }: Subject, customers: number, seed: string): HistoryGroup[] {
  const random = randomFrom(seed);
  return Array.from({ length: customers }, () => {
    const age = 20 + 60 * random();
    return { ...historyAt(age, law.simulatePurchaseTimes(age, random)), customers: 1 };
  });
}

export function fitted(
  { model }: Pick<Subject, 'model'>,
  groups: readonly HistoryGroup[],
): Fit<Subject['parameters']> {
  const fit = model.fit(groups);
  if (wasRefused(fit)) throw new Error(fit.refused);
  return fit;
}

/** Any history of a customer in whole days, told in weeks. */
export const anyHistory = fc
  .record({ frequency: fc.nat(40), bought: fc.nat(1_000), silent: fc.nat(1_000) })
  .map(({ frequency, bought, silent }) => ({
    frequency,
    age: (1 + bought + silent) / 7,
    recency: frequency > 0 ? (1 + bought) / 7 : 0,
  }));

export const anyLog = fc.double({ min: -3, max: 3, noNaN: true });

/** Logarithms of any four parameters. */
export const anyLogs = fc.tuple(anyLog, anyLog, anyLog, anyLog);

/** Which of the parameters have the unit of time: alpha, and beta of Pareto/NBD. */
export const timeParameters = (parameters: Subject['parameters']): boolean[] =>
  Object.keys(parameters).map((name) => name === 'alpha' || name === 'beta');
