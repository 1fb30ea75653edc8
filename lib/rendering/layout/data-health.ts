import type { DataNote, IntakeLine, ReportHead } from '#lib/privacy/report.ts';
import type { Block, Fact, Row, Section, Table } from '../document.ts';
import { detail, type LayoutContext, section, table } from './context.ts';
import { rowQualityTable } from './row-quality.ts';

/** Section 12: which rows came in, what the checks found, how much was withheld, what was not there. */
export function healthSection(context: LayoutContext, missing: readonly string[]): Section | null {
  const { head } = context;
  return section(12, 'Data health and privacy', [
    intakeTable(context),
    rowQualityTable(context),
    ...head.notes.map(noteBlock),
    { kind: 'facts', facts: [privacyFact(context), ...missingFacts(head, missing)] },
  ]);
}

/** Tables of which a row is in no figure come first; the mail leaves the many others to the workbook. */
function intakeTable({ head, format }: LayoutContext): Table | null {
  const lines = head.intake.toSorted((a, b) => Number(isWhole(a)) - Number(isWhole(b)));
  const rows = lines.map(
    ({ table: name, delivered, accepted, quarantined, duplicates }): Row => ({
      label: name,
      cells: [delivered, accepted, quarantined, duplicates].map((count) => format.count(count)),
      emphasis: 'normal',
    }),
  );
  const all = table(
    'Rows of the run; those about persons rounded up to hundreds',
    ['Table', 'delivered', 'accepted', 'quarantined', 'duplicates'],
    rows,
  );
  const troubled = lines.filter((line) => !isWhole(line)).length;
  return detail(all && { ...all, rowsInMail: Math.max(FEWEST_IN_MAIL, troubled) });
}

const FEWEST_IN_MAIL = 4;

const isWhole = ({ quarantined, duplicates }: IntakeLine): boolean =>
  quarantined === 0 && duplicates === 0;

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

/** Sections without figures, and the tables that would fill lines: each is named once and nowhere else. */
function missingFacts({ tablesNotSupplied }: ReportHead, missing: readonly string[]): Fact[] {
  const parts = [
    missing.join(', '),
    tablesNotSupplied.length === 0 ? '' : `tables not supplied: ${tablesNotSupplied.join(', ')}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? [] : [{ term: 'Not available', text: parts.join('; ') }];
}
