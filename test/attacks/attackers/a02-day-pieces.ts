import { keyOfFigure } from '../leaving/figure-key.ts';
import { addDayPieces } from '../reader/day-equations.ts';
import { Sums } from '../reader/sums.ts';
import { keyOf } from '../shop/cell-name.ts';
import { boundsAttack } from './a01-bounds.ts';
import type { KeptRelease } from './changes.ts';
import { type Score, scoreOf } from './score.ts';

/**
 * A2 of the calendar: weeks of all releases and the months that cross them, cut at every edge of any. Where a month begins on a
 * Monday the pieces follow one from the other, and a piece can be one day's new customers.
 */
export function dayPiecesAttack(releases: readonly KeptRelease[]): Score {
  const last = releases.at(-1);
  if (last === undefined) return scoreOf(0, []);
  const figures = new Map(
    releases
      .flatMap((release) => release.figures)
      .filter(({ metric }) => metric === 'new-customers')
      .map((figure) => [keyOfFigure(figure), figure]),
  );
  const sums = new Sums();
  addDayPieces({ asOf: last.asOf, figures: [...figures.values()] }, sums);
  const known = new Map(releases.flatMap(({ table }) => [...table.known]));
  for (const [key, customers] of releases.flatMap(cohortsOfForecasts))
    if (!known.has(key)) known.set(key, customers);
  const { cells, equations } = sums;
  return boundsAttack({ known, cells, equations, isDoubtful: true }, last.truth);
}

/** A forecast of a cohort says of how many customers it is: those of its month. */
const cohortsOfForecasts = ({ figures }: KeptRelease): (readonly [string, number])[] =>
  figures.flatMap(({ metric, scope, customers }) => {
    const period = scope['cohort'];
    if (metric !== 'clv-predicted' || period === undefined || customers === null) return [];
    return [[keyOf({ measure: 'cohort-size', period, scope }), customers] as const];
  });
