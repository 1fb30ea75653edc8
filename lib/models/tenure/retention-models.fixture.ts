import fc from 'fast-check';
import type { Evaluation } from '#lib/numerics/minimize-bfgs.ts';
import type { Random } from '#lib/numerics/random-from.ts';
import { fitBdw } from '../bdw/fit.ts';
import * as bdw from '../bdw/log-likelihood.ts';
import { bdwAt } from '../bdw/parameters.ts';
import * as bdwRenewals from '../bdw/simulate.ts';
import * as bdwCurves from '../bdw/survival.ts';
import { type Fit, type NotFitted, wasRefused } from '../fit.ts';
import { fitSbg } from '../sbg/fit.ts';
import * as sbg from '../sbg/log-likelihood.ts';
import { sbgAt } from '../sbg/parameters.ts';
import * as sbgRenewals from '../sbg/simulate.ts';
import * as sbgCurves from '../sbg/survival.ts';
import type { RenewalCount } from './life-table.ts';
import type { TenureGroup } from './tenure-group.ts';
import { tenuresOf } from './tenures.fixture.ts';

type Parameters = Readonly<Record<string, number>>;

/** A model of tenures at some parameters. */
interface RetentionLaw {
  readonly parameters: Parameters;
  readonly survival: (renewals: number) => number;
  readonly retentionRate: (renewal: number) => number;
  readonly logLikelihood: (groups: readonly TenureGroup[]) => number;
  /** Log-likelihood and its gradient in the logarithms of the parameters. */
  readonly evaluate: (table: readonly RenewalCount[]) => Evaluation;
  readonly simulateRenewals: (random: Random) => number;
}

interface RetentionSubject {
  readonly name: 'sbg' | 'bdw';
  /** Logarithms of any parameters. */
  readonly anyLogs: fc.Arbitrary<readonly number[]>;
  /** Of a plausible shop. */
  readonly parameters: Parameters;
  readonly lawAt: (logs: readonly number[]) => RetentionLaw;
  readonly fit: (groups: readonly TenureGroup[]) => FittedLaw | NotFitted;
  /** Of 1,000 populations of any shape, more than so many are fitted. */
  readonly fitsOf1000: number;
  /** Tenures with fewer customers, and with fewer renewals, than the model has parameters. */
  readonly tooFew: readonly TenureGroup[];
  readonly tooShort: readonly TenureGroup[];
}

type FittedLaw = Fit<Parameters> & { readonly law: RetentionLaw };

interface Parts<P> {
  readonly parametersAt: (logs: readonly number[]) => P;
  readonly fit: (groups: readonly TenureGroup[]) => Fit<P> | NotFitted;
  readonly renewals: { simulateRenewals(parameters: P, random: Random): number };
  readonly likelihood: {
    logLikelihood(parameters: P, groups: readonly TenureGroup[]): number;
    evaluateLikelihood(parameters: P, table: readonly RenewalCount[]): Evaluation;
  };
  readonly curves: {
    survival(parameters: P, renewals: number): number;
    retentionRate(parameters: P, renewal: number): number;
  };
}

function modelOf<P extends Parameters>(parts: Parts<P>): Pick<RetentionSubject, 'lawAt' | 'fit'> {
  const lawOf = (parameters: P): RetentionLaw => ({
    parameters,
    survival: (renewals) => parts.curves.survival(parameters, renewals),
    retentionRate: (renewal) => parts.curves.retentionRate(parameters, renewal),
    logLikelihood: (groups) => parts.likelihood.logLikelihood(parameters, groups),
    evaluate: (table) => parts.likelihood.evaluateLikelihood(parameters, table),
    simulateRenewals: (random) => parts.renewals.simulateRenewals(parameters, random),
  });
  return {
    lawAt: (logs) => lawOf(parts.parametersAt(logs)),
    fit: (groups) => {
      const fit = parts.fit(groups);
      return wasRefused(fit) ? fit : { ...fit, law: lawOf(fit.parameters) };
    },
  };
}

/** The tenures of one cohort of which `alive[t]` renewed at least t times. */
export const cohort = (alive: readonly number[]): TenureGroup[] =>
  tenuresOf(alive, alive.length - 1);

const logTo = (most: number) => fc.double({ min: -most, max: most, noNaN: true });

export const SBG: RetentionSubject = {
  name: 'sbg',
  anyLogs: fc.tuple(logTo(4), logTo(4)),
  parameters: { alpha: 0.7, beta: 1.2 },
  fitsOf1000: 500,
  tooFew: cohort([1, 1, 0]),
  tooShort: cohort([1000, 700]),
  ...modelOf({
    parametersAt: sbgAt,
    fit: fitSbg,
    renewals: sbgRenewals,
    likelihood: sbg,
    curves: sbgCurves,
  }),
};

export const BDW: RetentionSubject = {
  name: 'bdw',
  anyLogs: fc.tuple(logTo(3), logTo(3), logTo(1)),
  parameters: { alpha: 0.5, beta: 0.9, c: 1.4 },
  fitsOf1000: 400,
  tooFew: cohort([2, 1, 1, 0]),
  tooShort: cohort([1000, 700, 500]),
  ...modelOf({
    parametersAt: bdwAt,
    fit: fitBdw,
    renewals: bdwRenewals,
    likelihood: bdw,
    curves: bdwCurves,
  }),
};

export const RETENTION_SUBJECTS: readonly RetentionSubject[] = [SBG, BDW];
