import type { Figure, ReleasedFigure } from '#lib/privacy/figure.ts';
import type { DraftReport, ReleasedReport } from '#lib/privacy/report.ts';

/**
 * What many reports do: a figure of fewer than k customers is left out, and so is nothing else. Nobody at all is no
 * small group to it, so zeros are public, and it says on each figure how many customers it is about.
 */
export function thresholdOnly({ head, measured }: DraftReport): ReleasedReport {
  const figures = measured.flatMap((part) => part.figures).map((each) => figureOver(head.k, each));
  const withheld = figures.filter(({ reason }) => reason === 'withheld').length;
  return { head, figures, withheld };
}

function figureOver(k: number, { cells: _, ...figure }: Figure): ReleasedFigure {
  if (figure.customers === 0 || figure.customers >= k) return figure;
  return { ...figure, value: null, reason: 'withheld', lower: null, upper: null, customers: null };
}
