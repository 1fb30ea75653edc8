import type { IsoDate } from '#lib/units/calendar.ts';
import { describeParameters, type FittedParameters } from '../fitted-model.ts';
import type { ChosenRetention } from './choose-retention-model.ts';
import type { RetentionModel } from './retention-model.ts';
import type { RenewalMonths } from './subscriber-group.ts';

/** A retention model as a record of `models.json`: parameters of a subscriber whose segments are unknown. */
export interface FittedRetention extends FittedParameters {
  readonly id: 'retention-month' | 'retention-quarter' | 'retention-year';
  readonly model: RetentionModel['name'];
  /** Time between two renewals, in which tenure is counted. */
  readonly unit: 'month' | 'quarter' | 'year';
  readonly scope: 'all';
  /** Exclusive end of what was known. */
  readonly to: IsoDate;
  /** How the model did on the last renewals, fitted on what was known before them. */
  readonly holdout: {
    readonly renewals: number;
    readonly customers: number;
    /** Renewals made, and predicted. */
    readonly actual: number;
    readonly predicted: number;
    /** Predicted / actual − 1; null where none was made. */
    readonly bias: number | null;
  };
}

const UNITS = { 1: 'month', 3: 'quarter', 12: 'year' } as const;

/** The publishable record of the model that was chosen for one renewal interval. */
export function describeRetention(
  { fit, backtest }: ChosenRetention,
  renewalMonths: RenewalMonths,
  to: IsoDate,
): FittedRetention {
  const unit = UNITS[renewalMonths];
  const { heldOut, customers, actual, predicted } = backtest;
  const bias = actual > 0 ? predicted / actual - 1 : null;
  return {
    id: `retention-${unit}`,
    model: fit.model.name,
    unit,
    scope: 'all',
    to,
    holdout: { renewals: heldOut, customers, actual, predicted, bias },
    ...describeParameters(fit.pooled),
  };
}
