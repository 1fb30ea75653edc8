import { type CellStyle, type CellValue, writeXlsx } from 'hucre/xlsx';
import { neutralise } from '../neutralise.ts';

/** A typed cell: text, or a number with its format. */
export interface SheetCell {
  readonly value: string | number | null;
  readonly numberFormat: string | null;
  readonly bold: boolean;
}

export interface Sheet {
  readonly name: string;
  /** The first row is the header: it stays in view. */
  readonly rows: readonly (readonly SheetCell[])[];
}

/** A workbook of plain sheets: no formulas, no macros, nothing hidden, no author. Same sheets, same bytes. */
export const writeWorkbook = (sheets: readonly Sheet[], modified: Date): Promise<Uint8Array> =>
  writeXlsx({
    sheets: sheets.map(({ name, rows }) => ({
      name,
      rows: rows.map((row) => row.map(typedValue)),
      cells: stylesOf(rows),
      columns: widthsOf(rows).map((width) => ({ width })),
      freezePane: { rows: 1 },
    })),
    properties: { modified },
  });

const typedValue = ({ value }: SheetCell): CellValue =>
  typeof value === 'string' ? neutralise(value) : value;

function stylesOf(rows: Sheet['rows']) {
  const styled = rows.flatMap((row, r) =>
    row.flatMap(({ numberFormat, bold }, c) =>
      numberFormat === null && !bold
        ? []
        : [[`${r},${c}`, { style: styleOf(numberFormat, bold) }] as const],
    ),
  );
  return new Map(styled);
}

const styleOf = (numFmt: string | null, bold: boolean): CellStyle => ({
  ...(numFmt === null ? {} : { numFmt }),
  ...(bold ? { font: { bold } } : {}),
});

const WIDEST = 60;

function widthsOf(rows: Sheet['rows']): number[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: columns }, (_, c) => {
    const lengths = rows.map((row) => String(row[c]?.value ?? '').length);
    return Math.min(Math.max(10, ...lengths) + 2, WIDEST);
  });
}
