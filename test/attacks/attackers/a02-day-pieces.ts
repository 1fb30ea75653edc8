import { keyOfFigure } from '../leaving/figure-key.ts';
import { addDayPieces } from '../reader/day-equations.ts';
import { Sums } from '../reader/sums.ts';
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
  const { cells, equations } = sums;
  return boundsAttack({ known, cells, equations, isDoubtful: true }, last.truth);
}
