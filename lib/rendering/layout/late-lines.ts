import type { ReportHead } from '#lib/privacy/report.ts';

const FROM_SPEND = new Set([
  'cac-paid',
  'cac-blended',
  'cac-loaded',
  'clv-cac',
  'payback',
  'marketing-roi',
  'roas',
  'channel-scorecard',
  'payback-mrr',
  'magic-number',
]);

/**
 * Whether a top-level line rests on an input that is late. Then it carries `*` while the report is PROVISIONAL.
 * Late spend touches what is divided by spend; any other late input may touch every line.
 */
export function restsOnLateInput(metric: string, { state, notes }: ReportHead): boolean {
  if (state !== 'PROVISIONAL') return false;
  const late = notes.filter(({ severity }) => severity === 'provisional');
  return late.some(
    ({ check, message }) =>
      FROM_SPEND.has(metric) || !`${check} ${message}`.includes('marketing_spend'),
  );
}

/** The line's name, with `*` where its input is late. */
export const lineLabel = (label: string, metric: string, head: ReportHead): string =>
  restsOnLateInput(metric, head) ? `${label} *` : label;
