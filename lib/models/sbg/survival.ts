import type { SbgParameters } from './parameters.ts';

/** S(t): share of new subscribers who renew at least `renewals` times (Fader & Hardie 2007, eq. 6). */
export function survival(parameters: SbgParameters, renewals: number): number {
  let share = 1;
  for (let renewal = 1; renewal <= renewals; renewal += 1) {
    share *= retentionRate(parameters, renewal);
  }
  return share;
}

/** Share of those who come to a renewal (1 the first) and renew, eq. 8: it rises as those prone to leave are gone. */
export const retentionRate = ({ alpha, beta }: SbgParameters, renewal: number): number =>
  (beta + renewal - 1) / (alpha + beta + renewal - 1);
