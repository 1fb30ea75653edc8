import type { Random } from '#lib/numerics/random-from.ts';
import type { Vector } from '#lib/numerics/vector.ts';
import type { ActivePast } from './bg-nbd/expected-purchases.ts';
import type { PurchaseMoments } from './bg-nbd/purchase-moments.ts';
import type { Fit, NotFitted } from './fit.ts';
import type { HistoryGroup, PurchaseHistory } from './history.ts';

/** What a model with given parameters says of a customer. All times are in the unit that the parameters have. */
export interface PurchaseLaw {
  /** P(still active at T). */
  probabilityAlive(history: PurchaseHistory): number;
  /** Expected purchases in (T, T + horizon] of a customer who is active at T. */
  purchasesIfAlive(past: ActivePast, horizon: number): number;
  /** The same times P(alive). */
  expectedPurchases(history: PurchaseHistory, horizon: number): number;
  /** E[X] and E[X²] of the purchases in (T, T + horizon]; histories that share work share it within one call. */
  purchaseMoments(horizon: number): (history: PurchaseHistory) => PurchaseMoments;
  /** Times of one new customer's repeat purchases within `span` after the first, ascending. */
  simulatePurchaseTimes(span: number, random: Random): number[];
}

/** What `PurchaseLaw` is made of: the same, of parameters that are given each time. */
interface LawOfParameters<P> {
  parametersAt(logs: Vector): P;
  probabilityAlive(parameters: P, history: PurchaseHistory): number;
  purchasesIfAlive(parameters: P, past: ActivePast, horizon: number): number;
  expectedPurchases(parameters: P, history: PurchaseHistory, horizon: number): number;
  purchaseMoments(parameters: P, horizon: number): (history: PurchaseHistory) => PurchaseMoments;
  simulatePurchaseTimes(parameters: P, span: number, random: Random): number[];
}

/** Binds a model's functions to the parameters that their logarithms give. */
export const lawFrom =
  <P>(of: LawOfParameters<P>) =>
  (logs: Vector): PurchaseLaw => {
    const parameters = of.parametersAt(logs);
    return {
      probabilityAlive: (history) => of.probabilityAlive(parameters, history),
      purchasesIfAlive: (past, horizon) => of.purchasesIfAlive(parameters, past, horizon),
      expectedPurchases: (history, horizon) => of.expectedPurchases(parameters, history, horizon),
      purchaseMoments: (horizon) => of.purchaseMoments(parameters, horizon),
      simulatePurchaseTimes: (span, random) => of.simulatePurchaseTimes(parameters, span, random),
    };
  };

/** A model of how often customers buy and when they leave, fitted on grouped histories. */
export interface TransactionModel {
  readonly id: 'bg-nbd' | 'mbg-nbd' | 'pareto-nbd';
  /** Maximum likelihood. Throws `InvalidHistory`. */
  fit(groups: readonly HistoryGroup[]): Fit<Readonly<Record<string, number>>> | NotFitted;
  /** From the logarithms of a fit's parameters, in its order, or a draw around them. */
  lawAt(logs: Vector): PurchaseLaw;
}

/** The law of a fit of the model. */
export const lawOfFit = <Law>(
  model: { lawAt(logs: Vector): Law },
  { parameters }: Pick<Fit<Readonly<Record<string, number>>>, 'parameters'>,
): Law => model.lawAt(Object.values(parameters).map(Math.log));
