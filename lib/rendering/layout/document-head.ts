import type { ReportHead } from '#lib/privacy/report.ts';
import type { ReportDocument } from '../document.ts';
import { fullPeriod } from '../period-text.ts';

/** The words are English whatever the locale of the numbers, and the document says so. */
export const documentHead = (head: ReportHead): Omit<ReportDocument, 'sections'> => ({
  title: head.title,
  business: head.business,
  state: head.state,
  period: fullPeriod(head.period),
  language: head.locale.startsWith('en') ? head.locale : 'en',
});
