import type { ReleasedReport } from '#lib/privacy/report.ts';
import type { ReportDocument, Section } from '../document.ts';
import { figureTable } from '../figure-table.ts';
import { formatFor } from '../format.ts';
import { acquisitionSection } from './acquisition.ts';
import { cohortSection } from './cohorts.ts';
import type { LayoutContext } from './context.ts';
import { healthSection } from './data-health.ts';
import { documentHead } from './document-head.ts';
import { footerSection } from './footer.ts';
import { headlineSection } from './headlines.ts';
import { layOutHeldNotice } from './held-notice.ts';
import { loyaltySection } from './loyalty.ts';
import { movementSection } from './movement.ts';
import { reconciliationSection } from './reconciliation.ts';
import { restatementSection } from './restatements.ts';
import { segmentSection } from './segments.ts';
import { statusSection } from './status.ts';
import { riskSection } from './value-at-risk.ts';
import { voiceSection } from './voice.ts';

/** Sections in the fixed order of the report; what has no figures is named in section 12. */
const WITH_FIGURES: readonly {
  readonly name: string;
  readonly layOut: (context: LayoutContext) => Section | null;
}[] = [
  { name: 'headlines', layOut: headlineSection },
  { name: 'why it moved', layOut: movementSection },
  { name: 'restatements', layOut: restatementSection },
  { name: 'segments', layOut: segmentSection },
  { name: 'cohorts', layOut: cohortSection },
  { name: 'acquisition', layOut: acquisitionSection },
  { name: 'value at risk', layOut: riskSection },
  { name: 'voice', layOut: voiceSection },
  { name: 'loyalty', layOut: loyaltySection },
  { name: 'reconciliation', layOut: reconciliationSection },
];

/** The report as format-neutral blocks. A held report is its notice, without any figure. */
export function layOutReport({
  head,
  figures,
  withheld,
  replaced,
}: ReleasedReport): ReportDocument {
  if (head.state === 'HELD') return layOutHeldNotice(head);
  const context: LayoutContext = {
    head,
    figures: figureTable(figures, head.scope),
    format: formatFor(head),
    withheld,
    ...(replaced && { replaced }),
  };
  return {
    ...documentHead(head),
    sections: sectionsOf(context),
  };
}

function sectionsOf(context: LayoutContext): Section[] {
  const laidOut = WITH_FIGURES.map(({ name, layOut }) => ({ name, section: layOut(context) }));
  const missing = laidOut.filter(({ section }) => section === null).map(({ name }) => name);
  return [
    statusSection(context),
    ...laidOut.map(({ section }) => section),
    healthSection(context, missing),
    footerSection(context),
  ].filter((section) => section !== null);
}
