import type { ReportHead } from '#lib/privacy/report.ts';
import { asciiSigns } from './ascii.ts';
import { fullPeriod } from './period-text.ts';

/** `[STATE rN] report name - period (dates) - scope`: no figures, and different every week so that threads do not merge. */
export function subjectOf({ state, revision, title, period, business }: ReportHead): string {
  const mark = state === 'HELD' ? '[HELD]' : `[${state} r${revision}]`;
  return asciiSigns(`${mark} ${title} - ${fullPeriod(period)} - ${business}`);
}
