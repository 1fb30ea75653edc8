import { expect, it } from 'vitest';
import type { Block, ReportDocument, Table } from './document.ts';
import { fitMail } from './fit-mail.ts';
import { words } from './format.ts';

const tableOf = (caption: string, change: Partial<Table> = {}): Table => ({
  kind: 'table',
  caption,
  columns: ['Cohort', 'Value'],
  rows: [{ label: 'a', cells: [words('1')], emphasis: 'normal' }],
  rowsInMail: 20,
  ...change,
});

const documentOf = (...blocks: readonly (readonly Block[])[]): ReportDocument => ({
  title: 'Report',
  business: 'Example Shop',
  state: 'FINAL',
  period: '2026-W47',
  language: 'en',
  sections: blocks.map((of, i) => ({ number: i + 1, title: `Section ${i + 1}`, blocks: of })),
});

const shownTables = ({ sections }: ReportDocument): string[] =>
  sections
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'table' && block.rowsInMail > 0 ? block.caption : []));

/** A hundred bytes a table. */
const bytes = (document: ReportDocument): number => 100 * shownTables(document).length;

const whole = documentOf(
  [tableOf('headlines'), tableOf('months', { detail: 'first' })],
  [
    tableOf('segments'),
    tableOf('members', { detail: 'then' }),
    tableOf('ages', { detail: 'first' }),
  ],
);

it('leaves details to the workbook until the mail fits, and nothing else', () => {
  expect(shownTables(fitMail(whole, bytes, 501))).toEqual(shownTables(whole));
  expect(shownTables(fitMail(whole, bytes, 500))).toEqual([
    'headlines',
    'months',
    'segments',
    'members',
  ]);
  expect(shownTables(fitMail(whole, bytes, 301))).toEqual(['headlines', 'segments', 'members']);
  expect(shownTables(fitMail(whole, bytes, 100))).toEqual(['headlines', 'segments']);
});
