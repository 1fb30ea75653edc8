import type { Row } from './document.ts';

/** The first rows, and the totals whatever their place. */
export const rowsOfMail = (rows: readonly Row[], most: number): readonly Row[] =>
  rows.filter(({ emphasis }, i) => i < most || emphasis === 'total');

/** Where the rows are that the mail leaves out: `3 more rows in the workbook.`, `1 row in the workbook.` */
export const inWorkbook = (rows: number, more: '' | 'more ' = ''): string =>
  `${rows} ${more}${rows === 1 ? 'row' : 'rows'} in the workbook.`;
