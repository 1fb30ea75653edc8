import { benjaminiHochberg } from '#lib/numerics/benjamini-hochberg.ts';
import { groupBy } from '#lib/numerics/group-by.ts';
import { normalTail } from '#lib/numerics/normal-tail.ts';
import { twoProportionZ } from '#lib/numerics/two-proportions.ts';
import type { Cell } from '#lib/privacy/cell.ts';
import type { Figure } from '#lib/privacy/figure.ts';
import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { type ThemeShare, type ThemeSystem, themeSystem } from '../facts/surveys/survey-themes.ts';
import { cellKeys, figure, ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Of the themes that are said to emerge, this share may be false. */
const FALSE_DISCOVERIES = 0.05;
const EMERGING_Z = 3;

/** A theme now and in the months before. */
interface Trend {
  readonly now: ThemeShare;
  readonly holders: Cell;
  readonly others: Cell;
  readonly z: number | null;
}

/** Which themes of everyone's comments come up: z of the share against the eight months before it together. */
export function themeTrend(rows: readonly CellRow[], context: MeasureContext): Measured {
  const system = themeSystem(rows, context);
  const trends = system.shares(context.month).flatMap((now) => trendOf(now, system, context));
  const bySurvey = groupBy(trends, ({ now }) => now.asked.survey);
  return {
    figures: [...bySurvey.values()].flatMap((own) => {
      const emerging = emergingOf(own.map(({ z }) => z));
      return own.flatMap((trend, at) => trendFigures(trend, emerging[at] ?? false));
    }),
    cells: system.cells,
    equations: system.equations,
  };
}

function trendOf(now: ThemeShare, system: ThemeSystem, { month }: MeasureContext): Trend[] {
  const holders = system.at('earlier-theme-holders', now.asked, { month });
  const others = system.at('earlier-theme-others', now.asked, { month });
  if (!holders || !others) return [];
  const z = twoProportionZ(
    { hits: now.holders.total, n: now.comments.total },
    { hits: holders.total, n: holders.total + others.total },
  );
  return [{ now, holders, others, z }];
}

/** Above three errors, and positive among all themes of the survey at a false discovery rate of 5 %. */
export function emergingOf(scores: readonly (number | null)[]): boolean[] {
  const positive = benjaminiHochberg(
    scores.map((z) => (z === null ? 1 : normalTail(z))),
    FALSE_DISCOVERIES,
  );
  return scores.map((z, at) => z !== null && z > EMERGING_Z && positive[at] === true);
}

function trendFigures({ now, holders, others, z }: Trend, isEmerging: boolean): Figure[] {
  const { period, scope } = now.holders;
  const about = {
    customers: now.comments.customers,
    cells: cellKeys(now.comments, now.holders, now.others, holders, others),
  };
  const name = { metric: 'theme-trend', period, scope };
  return [
    figure({
      ...about,
      unit: 'ratio',
      name: { ...name, options: '' },
      value: z,
      reason: 'not_positive',
    }),
    figure({
      ...about,
      unit: 'share',
      name: { ...name, options: 'part=earlier-share' },
      value: ratio(holders.total, holders.total + others.total),
    }),
    figure({
      ...about,
      unit: 'count',
      name: { ...name, options: 'part=emerging' },
      value: isEmerging ? 1 : 0,
    }),
  ];
}
