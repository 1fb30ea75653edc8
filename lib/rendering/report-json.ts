import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { ReleasedReport } from '#lib/privacy/report.ts';
import { decimalText } from './decimal-text.ts';
import type { ReportDocument } from './document.ts';

/** The released report for machines: what the head says, every figure, and the sections as laid out. Money in major units. */
export function reportJson(
  { head, figures, withheld, replaced }: ReleasedReport,
  { sections }: ReportDocument,
): string {
  const held = head.state === 'HELD';
  const content = {
    ...head,
    withheld,
    ...(replaced && {
      replaced: replaced.map((figure) => figureJson(figure, head.currencyExponent)),
    }),
    figures: held ? [] : figures.map((figure) => figureJson(figure, head.currencyExponent)),
    sections,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function figureJson(figure: ReleasedFigure, exponent: number) {
  const { metric, options, period, scope, unit, value, reason, lower, upper, customers } = figure;
  const number = (bound: number | null): number | null =>
    bound === null || unit !== 'money' ? bound : Number(decimalText(bound, exponent));
  return {
    metric,
    options,
    period,
    scope,
    unit,
    value: number(value),
    reason,
    lower: number(lower),
    upper: number(upper),
    customers,
  };
}
