import { type Fit, type NotFitted, wasRefused } from './fit.ts';

/** A fit that must not have been refused. */
export function fitted<T extends object>(fit: T | NotFitted): T {
  if (wasRefused(fit)) throw new Error(fit.refused);
  return fit;
}

/** A fit of which nothing but the parameters matters. */
export const fitOf = <Parameters>(parameters: Parameters): Fit<Parameters> => ({
  parameters,
  covariance: [],
  logLikelihood: 0,
  customers: 0,
  groups: 0,
  converged: true,
  iterations: 0,
  evaluations: 0,
  ridge: 0,
});
