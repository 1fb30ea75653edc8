import type { ReportHead } from '#lib/privacy/report.ts';
import type { Fact, ReportDocument } from '../document.ts';
import { dateText } from '../period-text.ts';
import { documentHead } from './document-head.ts';

/** The notice that a report is held: what failed and what releases it. Never a figure. */
export function layOutHeldNotice(head: ReportHead): ReportDocument {
  const { asOf, runId, notes, timeZone } = head;
  const checks = notes
    .filter(({ severity }) => severity === 'hold')
    .map(({ check, message }): Fact => ({ term: check, text: message }));
  const facts: Fact[] = [
    ...checks,
    { term: 'Releases', text: 'when the check passes, or by signed override (role, reason)' },
    { term: 'As of', text: `${dateText(asOf)} 00:00 ${timeZone}` },
    { term: 'Run', text: runId },
  ];
  return {
    ...documentHead(head),
    sections: [
      {
        number: 1,
        title: 'Status',
        blocks: [
          { kind: 'warning', text: 'The report is held. No figures are sent.' },
          { kind: 'facts', facts },
        ],
      },
    ],
  };
}
