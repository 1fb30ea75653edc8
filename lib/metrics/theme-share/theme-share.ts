import type { Measured } from '#lib/privacy/report.ts';
import type { CellRow } from '../facts/cells/cell-row.ts';
import { shareFigure } from '../facts/surveys/survey-share.ts';
import { themeSystem } from '../facts/surveys/survey-themes.ts';
import type { MeasureContext } from '../metric.ts';

/** Share of the comments of the reported month that voice a theme, for every theme of nine months. */
export function themeShare(rows: readonly CellRow[], context: MeasureContext): Measured {
  const system = themeSystem(rows, context);
  return {
    figures: system
      .shares(context.month)
      .map(({ comments, holders, others }) =>
        shareFigure({ metric: 'theme-share' }, { whole: comments, part: holders, rest: others }),
      ),
    cells: system.cells,
    equations: system.equations,
  };
}
