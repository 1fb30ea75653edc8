import type { ReportHead } from '#lib/privacy/report.ts';
import type { ReportDocument } from '../document.ts';
import { fullPeriod } from '../period-text.ts';
import { aboutWhom } from '../subject.ts';

/** The words are English whatever the locale of the numbers, and the document says so. */
export const documentHead = (head: ReportHead): Omit<ReportDocument, 'sections'> => ({
  title: head.title,
  business: aboutWhom(head),
  state: head.state,
  period: fullPeriod(head.period),
  language: head.locale.startsWith('en') ? head.locale : 'en',
});
