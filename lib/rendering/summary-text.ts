import type { ReleasedReport } from '#lib/privacy/report.ts';
import { asciiSigns } from './ascii.ts';
import { layOutReport } from './layout/lay-out-report.ts';
import { subjectOf } from './subject.ts';
import { textTable } from './text/text-table.ts';

/** What the terminal shows of a report: its subject and its tables of segments. */
export function summaryText(report: ReleasedReport): string {
  const segments = layOutReport(report).sections.find(({ number }) => number === 5);
  const tables = (segments?.blocks ?? []).flatMap((block) =>
    block.kind === 'table' ? ['', ...textTable(block)] : [],
  );
  const lines = [subjectOf(report.head), ...tables].map((line) => asciiSigns(line).trimEnd());
  return `${lines.join('\n')}\n`;
}
