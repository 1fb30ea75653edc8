import { Z_95 } from '#lib/numerics/interval.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { cellKeys, figure } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';
import {
  netPromoterScore,
  type Recommendations,
  standardError,
} from '../nps/net-promoter-score.ts';
import { type NpsCells, npsCells, npsSystem, recommendations } from '../nps/nps.ts';

/** A difference of two scores and its standard error, in points. */
export interface NpsChange {
  readonly difference: number;
  readonly error: number;
}

/** Of two independent groups; both have answers. */
export const npsChangeOf = (now: Recommendations, before: Recommendations): NpsChange => ({
  difference: netPromoterScore(now) - netPromoterScore(before),
  error: Math.hypot(standardError(now), standardError(before)),
});

/** How far the score of everyone is from that of the month before, and of a year ago. `rows` of survey scores. */
export function npsChange(rows: readonly CellRow[], context: MeasureContext): Measured {
  const system = npsSystem(rows, context);
  const earlier = [
    { options: 'against=prior-month', month: context.priorMonth },
    { options: 'against=year-ago', month: context.yearAgoMonth },
  ];
  const figures = system.asked('nps-answers').flatMap((asked) => {
    const now = npsCells(system, asked, { month: context.month });
    return earlier.flatMap(({ options, month }) => {
      const before = npsCells(system, asked, { month });
      return now && before ? changeFigures(options, now, before) : [];
    });
  });
  return { figures, cells: system.cells, equations: system.equations };
}

function changeFigures(options: string, now: NpsCells, before: NpsCells): Figure[] {
  const { difference, error } = npsChangeOf(recommendations(now), recommendations(before));
  const { period, scope, customers } = now.answers;
  const about = {
    unit: 'ratio',
    customers,
    cells: [...new Set([now, before].flatMap((cells) => cellKeys(...Object.values(cells))))],
  } as const;
  const name = { metric: 'nps-change', period, scope };
  return [
    figure({
      ...about,
      name: { ...name, options },
      value: difference,
      lower: difference - Z_95 * error,
      upper: difference + Z_95 * error,
    }),
    figure({
      ...about,
      name: { ...name, options: `${options}; part=z` },
      value: error > 0 ? difference / error : null,
      reason: 'not_positive',
    }),
  ];
}
