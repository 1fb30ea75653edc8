import type { DataNote, ReportHead } from '#lib/privacy/report.ts';
import type { Block, Fact, Row, Section } from '../document.ts';
import { type LayoutContext, section, table } from './context.ts';

/** Section 12: which rows came in, what the checks found, how much was withheld, what was not there. */
export function healthSection(context: LayoutContext, missing: readonly string[]): Section | null {
  const { head } = context;
  return section(12, 'Data health and privacy', [
    intakeTable(context),
    ...head.notes.map(noteBlock),
    { kind: 'facts', facts: [privacyFact(context), ...missingFacts(head, missing)] },
  ]);
}

function intakeTable({ head, format }: LayoutContext) {
  const rows = head.intake.map(
    ({ table: name, delivered, accepted, quarantined, duplicates }): Row => ({
      label: name,
      cells: [delivered, accepted, quarantined, duplicates].map((count) => format.count(count)),
      emphasis: 'normal',
    }),
  );
  return table(
    'Rows of the run; those about persons rounded up to hundreds',
    ['Table', 'delivered', 'accepted', 'quarantined', 'duplicates'],
    rows,
  );
}

const SEVERITY: Readonly<Record<DataNote['severity'], string>> = {
  warn: 'Warning',
  provisional: 'Provisional',
  hold: 'Hold',
};

const noteBlock = ({ severity, check, message }: DataNote): Block => ({
  kind: 'note',
  text: `${SEVERITY[severity]}, ${check}: ${message}`,
});

const privacyFact = ({ head, format, withheld }: LayoutContext): Fact => ({
  term: 'Privacy',
  text: `Figures withheld: ${format.count(withheld).text}. Every figure covers at least ${head.k} customers.`,
});

function missingFacts({ tablesNotSupplied }: ReportHead, missing: readonly string[]): Fact[] {
  const tables = tablesNotSupplied.map((name) => `${name} (table not supplied)`);
  const all = [...missing, ...tables];
  return all.length === 0 ? [] : [{ term: 'Not available', text: all.join(', ') }];
}
