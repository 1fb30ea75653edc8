import type { ReportHead } from '#lib/privacy/report.ts';
import { scopeWords } from '#lib/privacy/scope-name.ts';
import { asciiSigns } from './ascii.ts';
import { fullPeriod } from './period-text.ts';

/** `[STATE rN] report name - period (dates) - scope`: no figures, and different every week so that threads do not merge. */
export function subjectOf(head: ReportHead): string {
  const { state, revision, title, period } = head;
  const mark = state === 'HELD' ? '[HELD]' : `[${state} r${revision}]`;
  return asciiSigns(`${mark} ${title} - ${fullPeriod(period)} - ${aboutWhom(head)}`);
}

/** The business, and the part of its customers where the report is of a part alone. */
export const aboutWhom = ({ business, scope }: Pick<ReportHead, 'business' | 'scope'>): string =>
  [business, scopeWords(scope)].filter((part) => part !== '').join(', ');
